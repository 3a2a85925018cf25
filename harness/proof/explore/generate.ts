import fc from 'fast-check';
import type { Call, PatchOperation, PutMembers } from './calls.ts';

/** Simplest first: what is shrunk ends at the left. REQUEST_TOO_LARGE is left out: nothing deciding is known of changing it. */
const TYPES = [
  'DEFAULT_4XX',
  'DEFAULT_5XX',
  'MISSING_AUTHENTICATION_TOKEN',
  'INTEGRATION_FAILURE',
  'ACCESS_DENIED',
  'UNAUTHORIZED',
  'AUTHORIZER_FAILURE',
  'THROTTLED',
];
const STATUSES = ['404', '411', '444', '477'];
const HEADERS = ['Access-Control-Allow-Origin', 'X-New', 'x-request-header'].map((name) => `gatewayresponse.header.${name}`);
const LITERALS = ["'a.b.c'", "'*'", "'https://www.example.com'"];
const CONTENT_TYPES = ['application/json', 'application/xml', 'text/plain'];
const TEXTS = [
  '{"message":$context.error.messageString,"type":"$context.error.responseType"}',
  '<error>$context.error.messageString</error>',
  'text',
];
const ONLY_FOR_PARAMETERS = ['test-value', '', "'unterminated"];

const from = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);

const map = (names: readonly string[], values: fc.Arbitrary<string>): fc.Arbitrary<Record<string, string>> =>
  fc.dictionary(from(names), values, { minKeys: 1, maxKeys: names.length, noNullPrototype: true });

const mostly = (usual: fc.Arbitrary<string>, odd: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ arbitrary: usual, weight: 12 }, { arbitrary: from(odd), weight: 1 });

const members: fc.Arbitrary<PutMembers> = fc.record(
  {
    statusCode: from(STATUSES),
    responseParameters: map(HEADERS, mostly(from(LITERALS), ['test-value'])),
    responseTemplates: map(CONTENT_TYPES, from(TEXTS)),
  },
  { requiredKeys: [], noNullPrototype: true },
) as fc.Arbitrary<PutMembers>;

const path = (member: string, names: readonly string[]): fc.Arbitrary<string> =>
  from(names.map((name) => `/${member}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`));

const parameterPath = path('responseParameters', HEADERS);
const templatePath = path('responseTemplates', CONTENT_TYPES);

const setting = (paths: fc.Arbitrary<string>, values: fc.Arbitrary<string>): fc.Arbitrary<PatchOperation> =>
  fc.record({ op: from(['replace', 'add']), path: paths, value: values }, { noNullPrototype: true });

const supported: fc.Arbitrary<PatchOperation> = fc.oneof(
  fc.record(
    { op: fc.constant('replace'), path: fc.constant('/statusCode'), value: mostly(from(STATUSES), ['600', 'abc', '']) },
    { noNullPrototype: true },
  ),
  setting(parameterPath, mostly(from(LITERALS), ONLY_FOR_PARAMETERS)),
  setting(templatePath, mostly(from(TEXTS), [''])),
  fc.record({ op: fc.constant('remove'), path: fc.oneof(parameterPath, templatePath) }, { noNullPrototype: true }),
);

const anyPath = fc.oneof(fc.constant('/statusCode'), parameterPath, templatePath);

const unsupported: fc.Arbitrary<PatchOperation> = fc.oneof(
  fc.record({ op: fc.constant('add'), path: fc.constant('/statusCode'), value: from(STATUSES) }, { noNullPrototype: true }),
  fc.record({ op: fc.constant('remove'), path: fc.constant('/statusCode') }, { noNullPrototype: true }),
  fc.record({ op: fc.constant('copy'), path: anyPath, from: anyPath }, { noNullPrototype: true }),
  fc.record({ op: fc.constant('wrong-op'), path: anyPath, value: from(STATUSES) }, { noNullPrototype: true }),
);

const unknown: fc.Arbitrary<PatchOperation> = fc.oneof(
  fc.record({ op: from(['add', 'replace']), path: fc.constant('/wrongPath'), value: from(LITERALS) }, { noNullPrototype: true }),
  fc.record({ op: fc.constant('add'), value: from(LITERALS) }, { noNullPrototype: true }),
  fc.record(
    { op: from(['add', 'replace', 'remove']), path: from(['/responseParameters', '/responseTemplates']), value: from(TEXTS) },
    { noNullPrototype: true },
  ),
  fc.record({ op: from(['move', 'test']), path: anyPath, from: anyPath }, { noNullPrototype: true }),
);

const operation: fc.Arbitrary<PatchOperation> = fc.oneof(
  { arbitrary: supported, weight: 16 },
  { arbitrary: unsupported, weight: 3 },
  { arbitrary: unknown, weight: 1 },
);

const type = from(TYPES);

const arbitraries: Readonly<Record<Call['kind'], { readonly weight: number; readonly arbitrary: fc.Arbitrary<Call> }>> = {
  put: { weight: 4, arbitrary: fc.record({ kind: fc.constant('put' as const), type, members }, { noNullPrototype: true }) },
  update: {
    weight: 8,
    arbitrary: fc.record(
      { kind: fc.constant('update' as const), type, operations: fc.array(operation, { minLength: 1, maxLength: 4 }) },
      { noNullPrototype: true },
    ),
  },
  delete: { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), type }, { noNullPrototype: true }) },
  get: { weight: 1, arbitrary: fc.record({ kind: fc.constant('get' as const), type }, { noNullPrototype: true }) },
  list: { weight: 1, arbitrary: fc.constant<Call>({ kind: 'list' }) },
};

const FEW_TYPES = 2;

/** Sequences of a few calls on one or two types, so that calls meet what earlier ones left. */
const sequences = (kinds: readonly Call['kind'][]): fc.Arbitrary<readonly Call[]> => {
  const call = fc.oneof(...kinds.map((kind) => arbitraries[kind]));
  const few = fc.array(type, { minLength: 1, maxLength: FEW_TYPES });
  return fc
    .tuple(few, fc.array(fc.tuple(call, fc.nat({ max: FEW_TYPES - 1 })), { minLength: 1, maxLength: 7 }))
    .map(([types, drawn]) => drawn.map(([one, index]) => (one.kind === 'list' ? one : { ...one, type: types[index % types.length] ?? one.type })));
};

/** Where a search starts and how far it goes. */
export interface SearchOptions {
  readonly kinds: readonly Call['kind'][];
  readonly seed: number;
  /** Where in the runs of the seed to start. */
  readonly path: string;
  readonly runs: number;
}

/** What a search came to; the path leads to the smallest sequence that was found. */
export type Search = { readonly found: false } | { readonly found: true; readonly calls: readonly Call[]; readonly path: string };

/** Looks for a sequence that differs and shrinks it; the same for the same seed, path and answers. */
export const search = async (
  { kinds, seed, path: start, runs }: SearchOptions,
  differs: (calls: readonly Call[]) => Promise<boolean>,
): Promise<Search> => {
  const property = fc.asyncProperty(sequences(kinds), async (calls) => !(await differs(calls)));
  const details = await fc.check(property, { seed, path: start, numRuns: runs });
  const [calls] = details.counterexample ?? [];
  if (!details.failed || calls === undefined || details.counterexamplePath === null) return { found: false };
  return { found: true, calls, path: details.counterexamplePath };
};

/** The sequence that a path leads to. */
export const sequenceAt = (kinds: readonly Call['kind'][], seed: number, path: string): readonly Call[] =>
  fc.sample(sequences(kinds), { seed, path, numRuns: 1 })[0] ?? [];
