import { beforeAll, describe, test } from 'vitest';
import { errorText, HarnessError } from './base/errors.ts';
import { harmlessLines } from './base/foreign-text.ts';
import { groupBy } from './base/group-by.ts';
import { makeFolder } from './base/make-folder.ts';
import { endpointUrl } from './cli/shared/endpoint-url.ts';
import { readBaseline, requireOwn } from './cli/shared/read-run.ts';
import { completeFlags } from './cli/shared/run-flags.ts';
import { today } from './cli/shared/today.ts';
import { writeRun } from './cli/shared/write-run.ts';
import type { BaselineDifference } from './engine/baseline/compare-baseline.ts';
import { loadSuite } from './engine/load/load.ts';
import type { PlannedCase, Suite } from './engine/load/types.ts';
import { planCases } from './engine/plan/plan.ts';
import type { RunDocument } from './engine/result/types.ts';
import { type RunOptions, runSuite } from './engine/run/run.ts';
import { testMessage } from './report/formats/test-message.ts';
import { caseOutcome, strayLines } from './report/words/case-outcome.ts';
import { shownDifference, visibleRun } from './report/words/visible-run.ts';
import { createControl } from './service/control.ts';
import { callerOf } from './service/environment.ts';
import { httpTarget } from './targets/http-target.ts';
import { waitForAnswer } from './targets/wait.ts';

/** What is checked, and how: the flags of `run` under the same names. Only `endpoint` is needed. */
export interface ConformanceOptions {
  /** Base URL of the target, or what gives it once the tests run: a server may be started before. */
  readonly endpoint: string | URL | Promise<string | URL> | (() => string | URL | Promise<string | URL>);
  /** Name of the target in titles and reports; `target` by default. */
  readonly name?: string;
  readonly targetVersion?: string;
  /** Only these: ids or their first folders, facts, operations, classes. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** Lets inferred facts, exact messages, headers and our own rules decide too. */
  readonly strict?: boolean;
  /** Fails what is unimplemented, in place of skipping it. */
  readonly requireImplemented?: boolean;
  /** File of known deviations: these pass; a new one, a vanished one and an expired one fail. */
  readonly baseline?: string;
  /** Cases at a time. */
  readonly concurrency?: number;
  /** Seconds for each request; 10 by default. */
  readonly timeout?: number;
  /** Seconds to wait until the endpoint answers; 0 by default. */
  readonly wait?: number;
  readonly region?: string;
  /** Signs requests truly. */
  readonly signed?: boolean;
  /** An API to use, reset between cases, where none can be created. */
  readonly restApiId?: string;
  /** Folder with scenarios of one's own. */
  readonly suites?: string;
  /** Folder for `run.json`, `exchanges.json`, `report.md`, `junit.xml` and `timing.json`; nothing is written by default. */
  readonly out?: string;
}

/** Each request has its own limit, and five timeouts in a row end a run. */
const NO_LIMIT = 0;

/** A run before its target is known. */
interface Plan {
  readonly suite: Suite;
  readonly planned: readonly PlannedCase[];
  readonly options: Omit<RunOptions, 'concurrency'>;
}

const planOf = ({ suites, only = [], skip = [], strict = false, requireImplemented = false }: ConformanceOptions): Plan => {
  const suite = loadSuite(suites);
  const options = { only, skip, strict, requireImplemented };
  return { suite, planned: planCases(suite, options), options };
};

const flagsOf = (options: ConformanceOptions, endpoint: string): Parameters<typeof completeFlags>[0] => {
  const { name, out, restApiId, concurrency, timeout, wait } = options;
  return {
    endpoint,
    ...(name === undefined ? {} : { name }),
    ...(out === undefined ? {} : { out }),
    ...(restApiId === undefined ? {} : { restApiId }),
    ...(concurrency === undefined ? {} : { concurrency: String(concurrency) }),
    ...(timeout === undefined ? {} : { timeout: String(timeout) }),
    ...(wait === undefined ? {} : { wait: String(wait) }),
  };
};

/** What to do about a run that checked nothing, by how the target answered the first requests. */
const REMEDIES = {
  dead: 'Start the target first, or give it time with wait.',
  foreign: 'Give the base URL of its API as endpoint.',
  wrong: 'Give the base URL of its API as endpoint, or restApiId where it can create none.',
  ok: 'Choose others with only and skip, where the target has what they ask of.',
} as const;

/** A run that checked nothing is one error: its tests would be hundreds of the same, or all be skipped, which looks green. */
const requireChecked = ({ unchecked, smoke }: RunDocument, endpoint: string): void => {
  if (unchecked === undefined) return;
  const cause = smoke.verdict === 'dead' ? smoke.notes.join('; ') : unchecked;
  throw new HarnessError('unreachable', `Failed to run the suite against ${endpoint}: ${cause}`, REMEDIES[smoke.verdict]);
};

const runPlan = async (options: ConformanceOptions, { suite, planned, options: chosen }: Plan): Promise<RunDocument> => {
  const { endpoint, region, signed = false, targetVersion = null, restApiId = null } = options;
  const url = endpointUrl(String(await (typeof endpoint === 'function' ? endpoint() : endpoint)));
  const settings = completeFlags(flagsOf(options, url.href), process.env);
  const { name, timeoutMs, waitMs, concurrency } = settings;
  if (options.out !== undefined) makeFolder(settings.out);
  const caller = callerOf(process.env, region);
  const target = httpTarget({ endpoint: url, name, version: targetVersion, caller, signed, timeoutMs, sockets: concurrency, restApiId });
  const control = createControl({ endpoint: target.endpoint, caller });
  const events = { onCase: () => {}, stopped: () => false, now: () => performance.now() };
  const started = new Date().toISOString();
  try {
    if (waitMs > 0) await waitForAnswer(target.send, waitMs);
    const { document, timing } = await runSuite({ suite, planned, target, control, options: { ...chosen, concurrency }, events });
    if (options.out !== undefined) writeRun(settings.out, document, { started, ...timing });
    requireChecked(document, target.endpoint);
    return document;
  } finally {
    await target.close();
  }
};

/** A run that is over, held against its baseline. */
interface Result {
  readonly run: RunDocument;
  readonly difference: BaselineDifference | null;
}

/** A message alone: the stack would point into this file, where nothing is wrong. */
const plainError = (name: string, text: string): Error => Object.assign(new Error(text), { name, stack: '' });

const nonconformance = (lines: readonly string[]): Error => plainError('Nonconformance', harmlessLines(lines.join('\n')));

/** Vitest shows the message of an error and not its hint. */
const withHint = (thrown: unknown): never => {
  throw thrown instanceof HarnessError ? plainError(thrown.name, harmlessLines(errorText(thrown))) : thrown;
};

const judge = (id: string, { run, difference }: Result, skip: (reason: string) => void): void => {
  const one = run.cases.find((result) => result.id === id);
  if (one === undefined) throw nonconformance([`${id}: not in the run`]);
  const outcome = caseOutcome(one, run, difference);
  if (outcome.kind === 'skip') skip(outcome.reason);
  if (outcome.kind === 'fail') throw nonconformance([...outcome.lines, testMessage(one, run)]);
};

/**
 * Makes a Vitest test of each case of the suite, in one `describe` for each area. The whole selection runs once, before the first test:
 * what is implemented shows in all of it. What is unimplemented, observed or skipped is a skipped test, with the reason.
 * @throws HarnessError where a term selects nothing, or the baseline cannot be read or is of another target
 */
export const defineConformance = (options: ConformanceOptions): void => {
  const plan = planOf(options);
  const { baseline: path, name = 'target' } = options;
  const baseline = path === undefined ? null : requireOwn(readBaseline(path), path, name);
  const counted = plan.planned.filter(({ support }) => !support);
  describe(`${name}: gateway responses against AWS`, () => {
    let result: Result;
    beforeAll(async () => {
      const run = visibleRun(await runPlan(options, plan).catch(withHint));
      result = { run, difference: shownDifference(run, baseline, today()) };
    }, NO_LIMIT);
    for (const cases of groupBy(counted, ({ scenario }) => scenario.area)) {
      describe(cases[0].scenario.area, () => {
        for (const { case: one, scenario } of cases) test(`${one.id}: ${scenario.title}`, ({ skip }) => judge(one.id, result, skip));
      });
    }
    if (baseline === null) return;
    test('the rest of the baseline holds', () => {
      const stray = result.difference === null ? [] : strayLines(new Set(counted.map(({ case: one }) => one.id)), result.difference);
      if (stray.length > 0) throw nonconformance(stray);
    });
  });
};
