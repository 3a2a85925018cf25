import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type AnySchema } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { readRun } from '../../cli/shared/read-run.ts';
import type { Baseline } from '../../engine/baseline/baseline-cause.ts';
import { compareBaseline } from '../../engine/baseline/compare-baseline.ts';
import { initBaseline } from '../../engine/baseline/write-baseline.ts';
import { causesOf } from '../../engine/causes/causes.ts';
import { summarise } from '../../engine/result/summary.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { caseOf, failed, finding, runOf } from '../testing/run-of.ts';
import { reporters } from './index.ts';

const readJson = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as T;

const formats = {
  uri: (text: string) => URL.canParse(text),
  'uri-reference': (text: string) => URL.canParse(text, 'file:///'),
  'date-time': (text: string) => /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text)),
  uuid: true as const,
};
const validators = {
  ctrf: new Ajv({ strict: false, formats }).compile(readJson<AnySchema>('../testing/ctrf-0.0.schema.json')),
  sarif: new Ajv2020({ strict: false, formats }).compile(readJson<AnySchema>('../testing/sarif-2.1.0.schema.json')),
};

const HOSTILE = 'bell\u0007 \ud800 ]]> # TODO ::error::x %0A\n\r\u2028 <b> & "q" \\ \u0085';

const all = [
  failed('x/known', finding()),
  failed('x/new', finding({ actual: HOSTILE, aspect: 'message' })),
  caseOf('x/errored', { verdict: 'errored', reason: HOSTILE }),
  caseOf('x/skipped', { verdict: 'skipped', reason: `no # ${HOSTILE}` }),
  caseOf('y/unimplemented', { verdict: 'unimplemented', reason: 'r' }),
  caseOf('y/observed', { verdict: 'observed' }),
  caseOf('y/passed', { findings: [finding({ gating: false, aspect: 'wire', class: 'inferred' })] }),
];
const run = runOf(all);
const baseline = initBaseline(runOf([failed('x/known', finding())]), {
  notes: { owner: 'ann', link: 'https://example.com/1', expires: '2026-06-30' },
});
const difference = compareBaseline(run, baseline, '2026-06-30');
const expired = compareBaseline(run, baseline, '2026-07-01');
const times = { started: '2026-01-02T03:04:05.000Z', milliseconds: 1500, requests: 9, leaked: 0, cases: { 'x/new': 250 } };

const committed = ['moto', 'localstack', 'ministack'].map((name): [string, RunDocument, Baseline] => [
  name,
  readRun(fileURLToPath(new URL(`../../../reports/${name}/run.json`, import.meta.url))),
  readJson<Baseline>(`../../../reports/${name}/baseline.json`),
]);

describe.each(['ctrf', 'sarif'] as const)('%s', (format) => {
  test.each([...committed, ['hostile', run, baseline] as const, ['unchecked', { ...run, unchecked: HOSTILE }, baseline] as const])(
    'of %s is what its schema says, with a baseline and without',
    (_, document, known) => {
      for (const options of [{}, { times, difference: compareBaseline(document, known) }]) {
        const validate = validators[format];
        expect([validate(JSON.parse(reporters[format](document, options))), validate.errors]).toEqual([true, null]);
      }
    },
  );
});

test('CTRF counts every case once, says what a status was before, and waits for what the baseline knows', () => {
  const { summary, tests } = JSON.parse(reporters.ctrf(run, { difference, times })).results;
  expect(summary).toMatchObject({ tests: 7, passed: 1, failed: 2, pending: 1, skipped: 2, other: 1, start: 1767323045000, stop: 1767323046500 });
  const statuses = tests.map(({ testId, status, rawStatus }: Record<string, string>) => `${testId} ${status} ${rawStatus}`);
  expect(statuses).toEqual([
    'x/known pending failed',
    'x/new failed failed',
    'x/errored failed errored',
    'x/skipped skipped skipped',
    'y/unimplemented skipped unimplemented',
    'y/observed other observed',
    'y/passed passed passed',
  ]);
  expect(tests[0].extra.baseline).toEqual(['not yet looked at; owner ann; https://example.com/1; up to 2026-06-30']);
  expect(JSON.parse(reporters.ctrf(run, { difference: expired })).results.summary).toMatchObject({ failed: 3, pending: 0 });
});

test('SARIF has a rule for each fact, results at file and line of their scenario, and suppresses what the baseline knows until it expires', () => {
  const [log] = JSON.parse(reporters.sarif(run, { difference })).runs;
  expect(log.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['F-005']);
  const seen = log.results.map((one: { ruleId: string; level: string; suppressions: unknown[]; properties: { case: string } }) => [
    one.properties.case,
    one.ruleId,
    one.level,
    one.suppressions.length,
  ]);
  expect(seen).toEqual([
    ['x/known', 'F-005', 'error', 1],
    ['x/new', 'F-005', 'error', 0],
    ['y/passed', 'F-005', 'note', 0],
  ]);
  expect(log.results[0].locations[0].physicalLocation).toEqual({ artifactLocation: { uri: 'suites/x/known.json' }, region: { startLine: 3 } });
  expect(log.results[0].suppressions[0]).toMatchObject({ status: 'accepted', justification: expect.stringContaining('owner ann') });
  expect(log.invocations[0]).toMatchObject({ executionSuccessful: false, toolExecutionNotifications: [{ level: 'error' }] });
  expect(JSON.parse(reporters.sarif(run, { difference: expired })).runs[0].results[0].suppressions).toEqual([]);
  expect(JSON.parse(reporters.sarif(run)).runs[0].results[0]).not.toHaveProperty('suppressions');
});

test('SARIF and the summary of a step name the causes, and each deciding result has its own', () => {
  for (const [, document] of committed) {
    const causes = causesOf(document);
    const [{ properties, results }] = JSON.parse(reporters.sarif(document)).runs;
    expect(properties.causes.map(({ id }: { id: string }) => id)).toEqual(causes.map(({ id }) => id));
    const own = results
      .filter(({ level }: { level: string }) => level === 'error')
      .map((one: { properties: { cause?: string } }) => one.properties.cause);
    expect(new Set(own)).toEqual(new Set(causes.map(({ id }) => id)));
    const summary = reporters['github-summary'](document);
    expect(summary.indexOf('### What is wrong')).toBeLessThan(summary.indexOf('<details>'));
    expect(summary.split('### What is wrong')[1]?.split('\n\n')[1]?.split('\n')).toHaveLength(causes.length + 2);
  }
});

test('the summary of a step names no cause that the baseline knows', () => {
  for (const [, document, known] of committed) {
    expect(reporters['github-summary'](document, { difference: compareBaseline(document, known) })).not.toContain('What is wrong');
  }
});

/** What TAP 14 allows of what we write: nothing else may stand in a line. */
const POINT = /^(?:not )?ok (?<number>\d+) - (?:[^\\#\n\r]|\\[\\#])*?(?: # (?<directive>TODO|SKIP) (?:[^\\#\n\r]|\\[\\#])+)?$/;

const readTap = (text: string): readonly string[] => {
  const [version, plan, ...lines] = text.trimEnd().split('\n');
  expect(version).toBe('TAP version 14');
  const seen: string[] = [];
  let inside = false;
  for (const line of lines) {
    if (line === '  ---' || line === '  ...') inside = line === '  ---';
    else if (inside) expect(line).toMatch(/^ {2,6}(- )?[a-z]+:(| [a-z]+| \d+| \[.*\]| ".*")$/);
    else if (!line.startsWith('# ') && !line.startsWith('Bail out! ')) {
      const { number, directive = '' } = POINT.exec(line)?.groups ?? {};
      expect([line, Number(number)]).toEqual([line, seen.length + 1]);
      seen.push(`${line.startsWith('not') ? 'not ok' : 'ok'} ${directive}`.trim());
    }
  }
  expect([inside, plan]).toEqual([false, `1..${seen.length}`]);
  return seen;
};

describe('TAP', () => {
  test('has a point for each case: known ones are TODO, what was not judged is SKIP', () => {
    expect(readTap(reporters.tap(run, { difference }))).toEqual(['not ok TODO', 'not ok', 'not ok', 'ok SKIP', 'ok SKIP', 'ok SKIP', 'ok']);
    expect(readTap(reporters.tap(run, { difference: expired }))[0]).toBe('not ok');
  });

  test.each(committed)('of %s keeps to the grammar', (_, document, known) => {
    expect(readTap(reporters.tap(document, { difference: compareBaseline(document, known) })).filter((one) => one === 'not ok')).toEqual([]);
  });

  test('of an interrupted run bails out', () => {
    expect(reporters.tap({ ...run, interrupted: true })).toMatch(/\nBail out! interrupted[^\n]*\n$/);
  });
});

describe('the badge', () => {
  test('has two figures and the members that shields.io names', () => {
    const badge = JSON.parse(reporters.badge(run));
    expect(badge).toEqual({ schemaVersion: 1, label: 'gateway responses', message: 'divergence 66.7 % | coverage 75.0 %', color: 'blue' });
    expect(reporters['badge-svg'](run)).toContain('aria-label="emu 9: gateway responses, divergence 66.7 %, coverage 75.0 %"');
  });

  test('says n/a over nothing, and gives no figure for a run that broke off or got no answer', () => {
    const nothing = runOf([caseOf('x/o', { verdict: 'observed' })]);
    expect(JSON.parse(reporters.badge(nothing)).message).toBe('divergence n/a | coverage n/a');
    for (const [broken, message] of [
      [{ ...run, interrupted: true }, 'interrupted'],
      [{ ...run, smoke: { verdict: 'dead', notes: [] }, unchecked: 'why' }, 'n/a: no answer'],
      [{ ...run, smoke: { verdict: 'foreign', notes: [] }, unchecked: 'why' }, 'n/a: no API Gateway'],
      [{ ...run, unchecked: 'why' }, 'n/a: nothing checked'],
    ] as const) {
      expect(JSON.parse(reporters.badge(broken))).toMatchObject({ message, isError: true });
      expect(reporters['badge-svg'](broken)).toContain(`>${message}</text>`);
    }
  });

  test('as a picture has no markup but its own', () => {
    const svg = reporters['badge-svg']({ ...run, target: { ...run.target, name: '<script>"&' } });
    expect(svg.match(/<\w+/g)?.filter((tag) => !['<svg', '<title', '<g', '<rect', '<text'].includes(tag))).toEqual([]);
    expect(svg).toContain('&lt;script&gt;&quot;&amp;');
  });
});

describe('annotations of GitHub Actions', () => {
  const lines = (text: string): readonly string[] => text.trimEnd().split('\n');

  test('name file, line and fact of what the baseline does not know, and nothing ends a line or a command', () => {
    const seen = lines(reporters.github(run, { difference }));
    expect(seen.map((line) => line.split(' ')[0])).toEqual(['::error', '::error', '::notice']);
    expect(seen[0]).toMatch(
      /^::error file=suites\/x\/new\.json,line=3,title=emu 9%3A title of x\/new::update: answer, message: .*%250A.*%0AF-005 \(observed\)/s,
    );
    expect(seen.join('')).not.toContain('x/known');
    expect(lines(reporters.github(run, { difference: expired }))[0]).toMatch(/^::error title=emu 9%3A baseline::1 line in the baseline and expired/);
  });

  test('are ten at most, the worst first, and a notice counts the rest', () => {
    const many = Array.from({ length: 14 }, (_, index) => failed(`x/y${index}`, finding({ aspect: 'message' })));
    const wide = ['A', 'B'].map((name) => failed(`z/wide@${name}`, finding({ aspect: 'message' })));
    const seen = lines(reporters.github(runOf([...many, ...wide, failed('z/state', finding({ aspect: 'state' }))])));
    expect(seen.filter((line) => line.startsWith('::error'))).toHaveLength(10);
    expect(seen.slice(0, 2).map((line) => /suites\/(.*)\.json/.exec(line)?.[1])).toEqual(['z/state', 'z/wide']);
    expect(seen[10]).toMatch(/^::notice title=emu 9::6 more scenarios of 16 have no annotation: /);
  });

  test('of a run that checked nothing are one', () => {
    expect(reporters.github({ ...run, unchecked: 'Nothing was checked: why.' })).toBe(
      '::error title=emu 9%3A nothing was checked::Nothing was checked: why.\n',
    );
  });
});

describe('the summary of a step of GitHub Actions', () => {
  test('has both figures, what differs from the baseline, and only what it does not know', () => {
    const text = reporters['github-summary'](run, { difference });
    for (const part of ['divergence 2 of 3', 'coverage 3 of 4', 'not in the baseline', '<code>x/new</code>']) expect(text).toContain(part);
    expect(text).not.toContain('<code>x/known</code>');
  });

  test('is cut between scenarios to fit, and says so', () => {
    const many = runOf(Array.from({ length: 1500 }, (_, index) => failed(`x/y${index}`, finding())));
    for (const room of [undefined, 20_000, 300]) {
      const text = reporters['github-summary'](many, room === undefined ? {} : { room });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(room ?? 1_048_576);
      expect(text.split('<details>').length).toBe(text.split('</details>').length);
      expect(text).toMatch(/\d+ more scenarios did not fit here: see report\.md\.\n$/);
    }
  });
});

test('the figures of the fixture are those of its cases', () => {
  expect(summarise(all).divergence).toEqual({ part: 2, whole: 3 });
});
