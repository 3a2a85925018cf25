import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { pageAssets } from '../../cli/shared/page-assets.ts';
import { readRun } from '../../cli/shared/read-run.ts';
import { causesOf } from '../../engine/causes/causes.ts';
import { summarise } from '../../engine/result/summary.ts';
import type { CaseResult, RunDocument } from '../../engine/result/types.ts';
import { requestsShowing } from '../reproduce/curl.ts';
import { evidenceText } from '../words/evidence.ts';
import { cutText } from './collect-exchanges.ts';
import { renderPage } from './index.ts';
import type { PageData } from './types.ts';

const REPORTS = resolve(import.meta.dirname, '../../../reports');

const committed = readdirSync(REPORTS)
  .map((name) => join(REPORTS, name, 'run.json'))
  .filter((path) => existsSync(path))
  .map(readRun);

const assets = pageAssets();
const html = renderPage(committed, assets);

const inner = (page: string, tag: RegExp): string => {
  const open = tag.exec(page);
  const start = (open?.index ?? 0) + (open?.[0].length ?? 0);
  return page.slice(start, page.indexOf('</', start));
};

const dataOf = (page: string): PageData => JSON.parse(inner(page, /<script type="application\/json" id="data">/)) as PageData;

const data = dataOf(html);

/** The page without its data: its markup, style and script. */
const markupOf = (page: string): string => page.replace(/(<script type="application\/json" id="data">)[^<]*/, '$1');

test('a run whose traffic is not at hand says so, on its card and in its cells', () => {
  const bare = committed.filter((run) => run.bare !== undefined);
  expect(bare.map(({ target }) => target.name)).toEqual(['ministack-1.3.16', 'moto-4.2.14']);
  for (const run of bare) {
    const target = data.targets.find(({ key }) => key === run.target.name);
    expect(target?.bare).toBe(run.bare?.why);
    expect(target?.cells.every((cell) => cell === 0 || cell[4].length === 0)).toBe(true);
    expect(html).toContain(`Its exchanges are not at hand: ${run.bare?.why}.`);
  }
});

test('the order of the runs changes nothing', () => {
  expect(renderPage(committed.toReversed(), assets) === html).toBe(true);
});

test('nothing is loaded from anywhere, and only the page’s own script and style may run', () => {
  const markup = markupOf(html);
  expect([...markup.matchAll(/\s(?:src|srcset|data|poster|action)\s*=/g)]).toEqual([]);
  expect([...markup.matchAll(/\shref="(?!#|data:,)[^"]*/g)]).toEqual([]);
  expect(markup.match(/@import\s["']|url\(|fetch\(|XMLHttpRequest|import\(|eval\(|innerHTML|\sstyle="|\son\w+="/)).toBe(null);
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `style-src ${hash(inner(html, /<style>/))}`,
    `script-src ${hash(inner(html, /<script>/))}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('every run reads back from the page with its verdicts: cases, scenarios, both figures', () => {
  const letters = { p: 'passed', f: 'failed', u: 'unimplemented', o: 'observed', s: 'skipped', e: 'errored' };
  for (const run of committed) {
    const target = data.targets.find(({ key }) => key === run.target.origin);
    const tally = (verdicts: readonly (string | undefined)[], verdict: string): number => verdicts.filter((one) => one === verdict).length;
    const cases = target?.cells.map((cell) => (cell === 0 ? undefined : cell[0])) ?? [];
    for (const [letter, verdict] of Object.entries(letters)) {
      const key = verdict as keyof RunDocument['summary']['cases'];
      expect(tally(cases, verdict)).toBe(run.summary.cases[key]);
      expect(tally([...(target?.verdicts ?? '')], letter)).toBe(run.summary.scenarios[key]);
    }
    const { divergence, coverage } = run.summary;
    const isEvidence = run.target.origin.startsWith('aws-');
    if (isEvidence) {
      expect(html).toContain(evidenceText(run.summary.scenarios));
      continue;
    }
    if (run.unchecked !== undefined) continue;
    expect(html).toContain(`${divergence.part} of ${divergence.whole} implemented scenarios are wrong`);
    expect(html).toContain(`${coverage.part} of ${coverage.whole} scenarios are implemented`);
  }
});

test('a cell that did not pass has its exchanges, and each of them is kept once', () => {
  const words = (text: number): string => data.strings[text] ?? '';
  for (const run of committed) {
    const target = data.targets.find(({ key }) => key === run.target.origin);
    const cells = new Map(data.cases.map(([scenario, name], at) => [`${data.scenarios[scenario]?.id}${name && `@${name}`}`, target?.cells[at] ?? 0]));
    for (const one of run.cases) {
      const cell = cells.get(one.id) ?? 0;
      const kept = cell === 0 ? [] : cell[4].map(([step, at]) => `${words(step)} ${words(data.requests[data.exchanges[at]?.[0] ?? -1]?.path ?? -1)}`);
      expect(kept).toEqual(
        one.verdict === 'passed' || one.bare !== undefined ? [] : one.exchanges.map(({ step, request }) => `${step} ${request.path}`),
      );
    }
  }
  for (const table of [data.strings, data.requests, data.answers, data.exchanges, data.findings]) {
    expect(new Set(table.map((value) => JSON.stringify(value))).size).toBe(table.length);
  }
});

test('every cause of every run stands under what is wrong, with its facts, a script and where it was seen', () => {
  const section = html.slice(html.indexOf('id="wrong"'), html.indexOf('</section>', html.indexOf('id="wrong"')));
  const all = committed.map((run) => causesOf(run));
  expect(section.match(/<details>/g)).toHaveLength(all.flat().length);
  const shown = committed.flatMap((run) =>
    causesOf(run).filter(({ example }) => example !== null && requestsShowing(example.one, example.finding, run.bodies).length > 0),
  );
  expect(section.match(/<pre /g)).toHaveLength(shown.length);
  for (const { facts, cases } of all.flat()) {
    for (const fact of facts) expect(section).toContain(`<b>${fact}</b>`);
    expect(section).toContain(`/${cases[0]?.id}">`);
  }
});

const HOSTILE = `</script></style><img src=x onerror="alert(1)"><!--<script>'"&amp;\u2028`;

const hostileRun = (body: string): RunDocument => {
  const [run] = committed.filter(({ target }) => target.name === 'moto');
  const one = run?.cases.find(({ verdict, findings }) => verdict === 'failed' && findings.length > 0);
  if (run === undefined || one === undefined) throw new Error('no failed case');
  const exchange = {
    step: HOSTILE,
    request: { method: 'PUT', path: `/restapis/${HOSTILE}`, headers: [[HOSTILE, HOSTILE] as const], body: { text: body } },
  };
  const cases: readonly CaseResult[] = [
    {
      ...one,
      reason: HOSTILE,
      findings: one.findings.map((each) => ({
        ...each,
        step: HOSTILE,
        pointer: HOSTILE,
        expected: { value: HOSTILE },
        actual: { [HOSTILE]: HOSTILE },
      })),
      exchanges: [{ ...exchange, response: { status: 200, headers: [[HOSTILE, HOSTILE]], body: { text: body } } }],
    },
  ];
  return {
    ...run,
    target: { ...run.target, name: HOSTILE, version: HOSTILE, origin: HOSTILE },
    suite: { version: HOSTILE, digest: HOSTILE },
    cases,
    summary: summarise(cases),
    scenarios: run.scenarios.map((scenario) => ({ ...scenario, title: HOSTILE, clients: ['J-terraform'] })),
    facts: run.facts.map((fact) => ({ ...fact, statement: HOSTILE, sources: [{ kind: HOSTILE, ref: HOSTILE, date: HOSTILE }] })),
  };
};

test('hostile text stays text, in the markup and in the data', () => {
  const page = renderPage([hostileRun(HOSTILE), ...committed], assets);
  const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;
  for (const pattern of [/<script\b/g, /<\/script/g, /<\/style/g]) expect(count(page, pattern)).toBe(count(html, pattern));
  expect(count(page, /<img|<!--|onerror="/g)).toBe(0);
  expect(dataOf(page).strings).toContain(HOSTILE);
  expect(page).toContain('&lt;/script&gt;&lt;/style&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
});

test('a body is cut at 2 KB of whole characters, with its length and digest', () => {
  const body = 'é'.repeat(3000);
  const page = dataOf(renderPage([hostileRun(body)], assets));
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 16);
  expect(page.requests[0]?.body).toEqual([page.strings.indexOf('é'.repeat(1024)), 6000, digest]);
  expect(page.answers[0]?.[2]).toEqual([page.strings.indexOf('é'.repeat(1024)), 6000, digest]);
  expect(cutText(`a${body}`, 2048)).toBe(`a${'é'.repeat(1023)}`);
});

test('runs of two suites are shown with a warning, and two runs of one target are told apart', () => {
  const [first, ...rest] = committed;
  if (first === undefined) throw new Error('no run');
  const page = renderPage([first, { ...first, suite: { version: '9', digest: 'other' } }, ...rest], assets);
  expect(page).toContain('These runs are of 2 different suites');
  const keys = dataOf(page).targets.map(({ key }) => key);
  expect(new Set(keys).size).toBe(committed.length + 1);
});
