import type { Finding } from '../../engine/judge/types.ts';
import { summarise } from '../../engine/result/summary.ts';
import type { CaseResult, RunDocument, ScenarioResult } from '../../engine/result/types.ts';

/** A finding: 500 where 200 was expected. */
export const finding = (change: Partial<Finding> = {}): Finding => ({
  step: 'update',
  where: 'answer',
  aspect: 'status',
  pointer: '',
  expected: { value: 200 },
  actual: 500,
  fact: 'F-005',
  class: 'observed',
  gating: true,
  ...change,
});

/** A case that passed. */
export const caseOf = (id: string, change: Partial<CaseResult> = {}): CaseResult => {
  const [scenario = '', name = 'THROTTLED'] = id.split('@');
  const request = { method: 'PATCH', path: `/restapis/api0000001/gatewayresponses/${name}`, headers: [], body: { text: '{}' } };
  return {
    id,
    scenario,
    verdict: 'passed',
    reason: null,
    support: false,
    findings: [],
    observations: [],
    exchanges: [{ step: 'update', request }],
    ...change,
  };
};

const scenarioOf = (id: string): ScenarioResult => ({
  id,
  area: id.split('/')[0] ?? '',
  title: `title of ${id}`,
  operation: 'UpdateGatewayResponse',
  clients: [],
  facts: ['F-005'],
  file: `${id}.json`,
  line: 3,
  meaning: 'x',
});

/** A run document of cases. */
export const runOf = (cases: readonly CaseResult[], change: Partial<RunDocument> = {}): RunDocument => ({
  $schema: '',
  format: 2,
  tool: { name: 'apigw-conformance', version: '0.1.0' },
  suite: { version: '0.1.0', digest: 'abc' },
  target: { kind: 'live', name: 'emu', version: '9', origin: 'emu' },
  options: { strict: false, requireImplemented: false, only: [], skip: [], signed: false },
  interrupted: false,
  planned: cases.map(({ id }) => id),
  smoke: { verdict: 'ok', notes: [] },
  operations: { UpdateGatewayResponse: 'implemented', DeleteGatewayResponse: 'absent' },
  summary: summarise(cases),
  scenarios: [...new Set(cases.map(({ scenario }) => scenario))].map(scenarioOf),
  cases,
  facts: [
    {
      id: 'F-005',
      statement: 'It answers 200.',
      class: 'observed',
      sources: [{ kind: 'documentation', ref: 'https://docs.example/x (a page)', date: null }],
    },
  ],
  bodies: {},
  ...change,
});

/** A case that failed. */
export const failed = (id: string, ...findings: Finding[]): CaseResult => caseOf(id, { verdict: 'failed', findings });
