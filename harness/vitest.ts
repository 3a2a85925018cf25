import { beforeAll, describe, test } from 'vitest';
import { errorText, HarnessError } from './base/errors.ts';
import { harmlessLines } from './base/foreign-text.ts';
import { groupBy } from './base/group-by.ts';
import { makeFolder } from './base/make-folder.ts';
import { type Choice, chooseCases, openSession, runSession } from './cli/shared/check-target.ts';
import { readBaseline, requireOwn } from './cli/shared/read-run.ts';
import { type ChoiceOptions, completeOptions, type TargetOptions } from './cli/shared/run-settings.ts';
import { today } from './cli/shared/today.ts';
import { writeRun } from './cli/shared/write-run.ts';
import type { BaselineDifference } from './engine/baseline/compare-baseline.ts';
import type { RunDocument } from './engine/result/types.ts';
import { testMessage } from './report/formats/test-message.ts';
import { caseOutcome, strayLines } from './report/words/case-outcome.ts';
import { shownDifference, visibleRun } from './report/words/visible-run.ts';

/** What is checked, and how: the flags of `run` under the same names. Only `endpoint` is needed. */
export interface ConformanceOptions
  extends Pick<ChoiceOptions, 'suites' | 'only' | 'skip' | 'strict' | 'requireImplemented'>,
    Pick<TargetOptions, 'name' | 'targetVersion' | 'region' | 'signed' | 'restApiId' | 'concurrency' | 'timeout' | 'wait'> {
  /** Base URL of the target, or what gives it once the tests run: a server may be started before. */
  readonly endpoint: string | URL | Promise<string | URL> | (() => string | URL | Promise<string | URL>);
  /** File of known deviations: these pass; a new one, a vanished one and an expired one fail. */
  readonly baseline?: string;
  /** Folder for `run.json`, `exchanges.json`, `report.md`, `junit.xml` and `timing.json`; nothing is written by default. */
  readonly out?: string;
}

/** Each request has its own limit, and five timeouts in a row end a run. */
const NO_LIMIT = 0;

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

const runChosen = async ({ endpoint, out, ...options }: ConformanceOptions, choice: Choice): Promise<RunDocument> => {
  const url = String(await (typeof endpoint === 'function' ? endpoint() : endpoint));
  const settings = completeOptions({ ...options, endpoint: url }, process.env);
  if (out !== undefined) makeFolder(out);
  const started = new Date().toISOString();
  const session = await openSession(settings, choice);
  const { document, timing } = await runSession(session, { onCase: () => {}, stopped: () => false, now: () => performance.now() });
  if (out !== undefined) writeRun(out, document, { started, ...timing });
  requireChecked(document, session.target.endpoint);
  return document;
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
  const choice = chooseCases(options);
  const { baseline: path, name = 'target' } = options;
  const baseline = path === undefined ? null : requireOwn(readBaseline(path), path, name);
  const counted = choice.planned.filter(({ support }) => !support);
  describe(`${name}: gateway responses against AWS`, () => {
    let result: Result;
    beforeAll(async () => {
      const run = visibleRun(await runChosen(options, choice).catch(withHint));
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
