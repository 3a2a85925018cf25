import { describe, expect, test } from 'vitest';
import { caseOf, failed, finding, runOf } from '../testing/run-of.ts';
import { textReport } from '../text/text.ts';
import { deviations } from '../words/group.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';

describe('deviations', () => {
  test('identical findings of many cases are one entry', () => {
    const cases = ['A_A', 'B_B', 'C_C'].map((name) => failed(`x/y@${name}`, finding({ where: `Get ${name}`, pointer: `/item/${name}` })));
    const [entry, ...rest] = deviations(runOf([...cases, caseOf('x/y@D_D')]));
    expect(rest).toEqual([]);
    expect(entry?.variants).toHaveLength(1);
    expect(entry?.variants[0].finding).toMatchObject({ where: 'Get <type>', pointer: '/item/<type>' });
    expect(textReport(runOf([...cases, caseOf('x/y@D_D')]), { full: true })).toContain('update: Get <type>, status (3 of 4 cases: A_A, B_B, C_C)');
  });

  test('different values at one place are one entry with its evidence once', () => {
    const run = runOf([failed('x/y@A', finding({ actual: 500 })), failed('x/y@B', finding({ actual: 404 }))]);
    expect(deviations(run).map(({ variants }) => variants.map(({ finding: { actual } }) => actual))).toEqual([[500, 404]]);
    expect(textReport(run, { full: true }).match(/It answers 200/g)).toHaveLength(1);
  });

  test('an advisory finding of a failed case is no deviation, nor is one of a supporting case', () => {
    const run = runOf([failed('x/y', finding({ gating: false, aspect: 'wire' })), { ...failed('x/z', finding()), support: true }]);
    expect(deviations(run)).toEqual([]);
  });
});

describe('the text report', () => {
  const many = runOf(Array.from({ length: 23 }, (_, index) => failed(`x/y${index}`, finding())));

  test('a cause has both sides, how much it explains, its fact and the command that shows an example', () => {
    const cases = ['x/y', 'x/z@THROTTLED', 'x/z@WAF_FILTERED'].map((id) => failed(id, finding()));
    expect(textReport(runOf(cases))).toContain(
      'UpdateGatewayResponse: AWS accepts; emu fails with 500 (title of x/y) - 3 cases of 2 scenarios, F-005\n    npx apigw-conformance repro x/y#update\n',
    );
    const caller = { command: 'npm start -s --', endpoint: 'http://127.0.0.1:1' };
    expect(textReport(runOf(cases), { caller })).toContain('    npm start -s -- repro x/y#update --endpoint http://127.0.0.1:1\n');
  });

  test('with all cases a deviation has its place, both sides, fact, source and command', () => {
    const text = textReport(runOf([failed('x/y', finding())]), { full: true });
    for (const part of [
      'x/y\n',
      'update: answer, status',
      'expected  200',
      'actual    500',
      'F-005 (observed): It answers 200.',
      'source: https://docs.example/x',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('\n  npx apigw-conformance repro x/y#update\n');
    expect(text).not.toContain('curl');
  });

  test('every deviation is shown where all are asked for', () => {
    expect(textReport(many, { full: true }).match(/expected {2}200/g)).toHaveLength(23);
  });

  test('the two figures and the verdict come last', () => {
    expect(textReport(many).trimEnd().split('\n').slice(-3)).toEqual([
      'divergence 23 of 23 implemented scenarios are wrong (100.0 %)',
      'coverage 23 of 23 scenarios are implemented (100.0 %)',
      'failed: 23 cases of 23 scenarios, by 1 cause',
    ]);
  });

  test('a difference from the baseline is told both ways', () => {
    const text = textReport(runOf([caseOf('x/y')]), {
      difference: {
        unexpected: ['x/y: new'],
        vanished: ['x/z: gone'],
        expired: [],
        orphaned: [],
        broad: [],
        byCase: [],
        knownErrors: new Set(),
        known: new Map(),
        knownCases: new Set(),
        knownCauses: new Set(),
      },
    });
    expect(text).toMatch(/correct the target.*\n {2}\+ x\/y: new\n\n.*take each out of it\n {2}- x\/z: gone/);
  });

  test('a dead target is told in one sentence, and nothing else is', () => {
    const text = textReport(
      runOf([caseOf('x/y', { verdict: 'errored', reason: 'dead' })], {
        smoke: { verdict: 'dead', notes: ['Refused.'] },
        unchecked: 'Nothing was checked: Refused.',
      }),
    );
    expect(text.split('\n').slice(2)).toEqual(['', 'Nothing was checked: Refused.', '']);
  });
});

describe('the JUnit report', () => {
  const bad = failed('x/y', finding({ aspect: 'message', expected: { value: 'a<b & "c"' }, actual: 'bell\u0007 \ud800 ]]>' }));
  const run = runOf([
    bad,
    caseOf('x/e', { verdict: 'errored', reason: 'time"out\n<' }),
    caseOf('x/s', { verdict: 'skipped', reason: 'no' }),
    caseOf('z/u', { verdict: 'unimplemented', reason: 'r' }),
    caseOf('z/o', { verdict: 'observed' }),
    caseOf('z/p'),
  ]);
  const xml = junitReport(run, { milliseconds: 1500, cases: { 'z/p': 250 } });

  test('every verdict has its element, and the counts are theirs', () => {
    expect(xml).toContain('<testsuites name="apigw-conformance emu 9" tests="6" failures="1" errors="1" skipped="3" time="1.500">');
    expect(xml).toContain('<testsuite name="x" tests="3" failures="1" errors="1" skipped="1"');
    for (const [name, count] of [
      ['failure', 1],
      ['error', 1],
      ['skipped', 3],
      ['testcase', 6],
    ] as const) {
      expect(xml.match(new RegExp(`<${name} `, 'g'))).toHaveLength(count);
    }
    expect(xml).toContain('<testcase name="z/p: title of z/p" classname="z.p" file="suites/z/p.json" line="3" time="0.250"/>');
    expect(xml).toContain('<skipped message="unimplemented: r"/>');
    expect(xml).toContain('<skipped message="observed"/>');
  });

  test('nothing that XML forbids or reads as markup is left', () => {
    expect(xml).toContain('message="time&quot;out&#10;&lt;"');
    expect(xml).toContain('a&lt;b &amp;');
    expect(xml).toContain(']]&gt;');
    expect(xml).not.toMatch(/[^\n\P{Cc}]|\p{Cs}/u);
    expect(xml).toContain('bell\\u0007');
  });
});

describe('the Markdown report', () => {
  const observed = caseOf('q/a', {
    verdict: 'observed',
    observations: [
      { step: 'update', where: 'answer', aspect: 'status', fact: 'F-005', value: 400 },
      { step: 'update', where: 'answer', aspect: 'error', fact: 'F-005', value: 'BadRequestException' },
    ],
  });
  const passed = caseOf('x/w', { findings: [finding({ gating: false, aspect: 'wire', expected: { value: null }, actual: 'a | b' })] });
  const text = markdownReport(runOf([failed('x/y', finding({ aspect: 'body', pointer: '/x', actual: '```\n' })), observed, passed]));

  test('a cause stands with its evidence as a link, the command that shows it and a line of curl', () => {
    expect(text).toContain('### 1. UpdateGatewayResponse: AWS has 200 in x; emu has "\\`\\`\\`\\\\n" (title of x/y)\n');
    expect(text).toContain('- **F-005**, observed: It answers 200. (documentation: <https://docs.example/x> (a page))');
    expect(text).toMatch(/See it: `npx apigw-conformance repro x\/y#update`\n\n<details><summary>The same as a line of curl<\/summary><pre>H=/);
  });

  test('advisory findings stand in a section that says that they decide nothing', () => {
    expect(text).toMatch(/## Advisory findings\n\nThese decide nothing:[^#]*`"a \\\| b"` \| 1 case: `x\/w` \|/);
  });

  test('an open question has one row with what the target answered', () => {
    expect(text).toContain('| F-005 | (observed) It answers 200. | `400, BadRequestException` |');
  });

  test('code cannot be ended by what stands in it', () => {
    expect(text).toContain('| `200` | ````"```\\n"```` | `x/y` |');
  });
});

test('no section of the Markdown report comes twice', () => {
  const verdicts = ['skipped', 'errored', 'unimplemented', 'observed'] as const;
  const cases = verdicts.map((verdict) => caseOf(`x/${verdict}`, { verdict, reason: 'because' }));
  const heads = markdownReport(runOf([failed('x/y', finding()), ...cases])).match(/^## .*$/gm) ?? [];
  expect(heads).toContain('## Skipped');
  expect(heads).toEqual([...new Set(heads)]);
});
