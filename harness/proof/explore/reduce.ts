import type { Call, PutMembers } from './calls.ts';

const without = <T>(list: readonly T[], index: number): readonly T[] => list.filter((_, at) => at !== index);

const fewerEntries = (map: Readonly<Record<string, string>> | undefined): readonly Record<string, string>[] => {
  const entries = Object.entries(map ?? {});
  return entries.length < 2 ? [] : entries.map((_, index) => Object.fromEntries(without(entries, index)));
};

const fewerMembers = (members: PutMembers): readonly PutMembers[] => {
  const entries = Object.entries(members);
  return [
    ...(entries.length < 2 ? [] : entries.map((_, index): PutMembers => Object.fromEntries(without(entries, index)))),
    ...fewerEntries(members.responseParameters).map((responseParameters) => ({ ...members, responseParameters })),
    ...fewerEntries(members.responseTemplates).map((responseTemplates) => ({ ...members, responseTemplates })),
  ];
};

const smallerCalls = (call: Call): readonly Call[] => {
  if (call.kind === 'put') return fewerMembers(call.members).map((members) => ({ ...call, members }));
  if (call.kind !== 'update' || call.operations.length < 2) return [];
  return call.operations.map((_, index) => ({ ...call, operations: without(call.operations, index) }));
};

/** The sequences that are smaller by one thing: a call, an operation, a member or an entry. */
const smaller = (calls: readonly Call[]): readonly (readonly Call[])[] => [
  ...(calls.length < 2 ? [] : calls.map((_, index) => without(calls, index))),
  ...calls.flatMap((call, index) => smallerCalls(call).map((one) => calls.map((other, at) => (at === index ? one : other)))),
];

/**
 * Takes away what can be taken away one by one. A list shrinks towards its end, so that calls behind the one that counts are left
 * over; and what two calls need together is only found once the rest is gone.
 */
export const reduce = async (calls: readonly Call[], shows: (calls: readonly Call[]) => Promise<boolean>): Promise<readonly Call[]> => {
  for (const candidate of smaller(calls)) if (await shows(candidate)) return reduce(candidate, shows);
  return calls;
};
