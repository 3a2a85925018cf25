/** The public API: load a suite, run it against a target, report what was found. */
export { HarnessError } from './errors.ts';
export { planCases, type Selection } from './plan.ts';
export type { Format } from './report/format-names.ts';
export { type Reporter, reporters } from './report/index.ts';
export type { Baseline } from './result/baseline.ts';
export { type BaselineDifference, compareBaseline } from './result/compare-baseline.ts';
export { exitCodeOf } from './result/exit-code.ts';
export type { CaseResult, RunDocument, Summary } from './result/types.ts';
export { initBaseline } from './result/write-baseline.ts';
export { type RunInput, type RunOutcome, runSuite } from './run.ts';
export { loadSuite } from './scenario/load.ts';
export type { Case, Fact, PlannedCase, Scenario, Suite } from './scenario/types.ts';
export { type EndpointOptions, httpTarget } from './targets/http-target.ts';
export type { Target } from './targets/target.ts';
export type { Finding, Observation, Verdict } from './verdict/types.ts';
export { type Control, createControl } from './wire/control.ts';
