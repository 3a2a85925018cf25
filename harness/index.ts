/** The public API: load a suite, run it against a target, report what was found. */

export { HarnessError } from './base/errors.ts';
export { readRun } from './cli/shared/read-run.ts';
export type { Baseline } from './engine/baseline/baseline-cause.ts';
export { type BaselineDifference, compareBaseline } from './engine/baseline/compare-baseline.ts';
export { exitCodeOf } from './engine/baseline/exit-code.ts';
export { initBaseline } from './engine/baseline/write-baseline.ts';
export { type Cause, type CauseFinding, causesOf } from './engine/causes/causes.ts';
export type { Finding, Observation, Verdict } from './engine/judge/types.ts';
export { loadSuite } from './engine/load/load.ts';
export type { Case, Fact, PlannedCase, Scenario, Suite } from './engine/load/types.ts';
export { planCases, type Selection } from './engine/plan/plan.ts';
export { type Comparison, compareRuns } from './engine/result/compare-runs.ts';
export type { CaseResult, RunDocument, Summary } from './engine/result/types.ts';
export { type Merged, mergeRuns } from './engine/run/merge.ts';
export { type RunInput, type RunOutcome, runSuite } from './engine/run/run.ts';
export type { Format } from './report/formats/format-names.ts';
export { type Reporter, reporters } from './report/formats/index.ts';
export { type Control, createControl } from './service/control.ts';
export { type EndpointOptions, httpTarget } from './targets/http-target.ts';
export type { Target } from './targets/target.ts';
