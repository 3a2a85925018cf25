import { implementations } from '../../engine/judge/implementation.ts';
import type { CaseRecord } from '../../engine/judge/record.ts';
import type { PlannedCase, Suite } from '../../engine/load/types.ts';
import type { RunContext } from '../../engine/run/case-session.ts';
import { runCase } from '../../engine/run/run-case.ts';
import type { Operation } from '../../service/operations.ts';
import { type Call, OPERATION_OF } from './calls.ts';

/** The scenarios that show whether an operation is there: the witnesses of the suite's refusals, one for each cell of the table. */
const WITNESSES = [
  'life-cycle/put-all-members@MISSING_AUTHENTICATION_TOKEN',
  'life-cycle/get-after-put@MISSING_AUTHENTICATION_TOKEN',
  'life-cycle/get-all-after-put@MISSING_AUTHENTICATION_TOKEN',
  'life-cycle/delete-customised@MISSING_AUTHENTICATION_TOKEN',
  'support-table/replace-status-code@DEFAULT_4XX',
  'support-table/replace-response-parameter@DEFAULT_4XX',
  'support-table/replace-response-template@DEFAULT_4XX',
  'support-table/add-response-parameter@DEFAULT_4XX',
  'support-table/add-response-template@DEFAULT_4XX',
];

/** What a target implements, as far as sequences can use it. */
export type Probe =
  | { readonly kind: 'alive'; readonly kinds: readonly Call['kind'][]; readonly leftOut: readonly Operation[] }
  | { readonly kind: 'dead'; readonly reason: string };

const KINDS: readonly Call['kind'][] = ['update', 'put', 'delete', 'get', 'list'];

const witnessCases = (suite: Suite): readonly PlannedCase[] =>
  suite.scenarios.flatMap((scenario) =>
    scenario.cases.filter(({ id }) => WITNESSES.includes(id)).map((one) => ({ case: one, scenario, support: true })),
  );

const isAbsent = ({ stopped }: CaseRecord): boolean => stopped?.kind === 'errored' || stopped?.reason.startsWith('CreateRestApi') === true;

/** Asks which operations have an effect that can be read back: sequences are made of those alone. */
export const probe = async (suite: Suite, context: RunContext): Promise<Probe> => {
  const records: CaseRecord[] = [];
  for (const planned of witnessCases(suite)) {
    const { record } = await runCase(planned, context);
    if (isAbsent(record)) return { kind: 'dead', reason: record.stopped?.reason ?? '' };
    records.push(record);
  }
  const there = implementations(records);
  const kinds = KINDS.filter((kind) => there.get(OPERATION_OF[kind]) === 'implemented');
  return { kind: 'alive', kinds, leftOut: KINDS.filter((kind) => !kinds.includes(kind)).map((kind) => OPERATION_OF[kind]) };
};
