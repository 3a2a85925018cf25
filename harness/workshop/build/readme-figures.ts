/**
 * Writes the figures of the README from the committed reports, or says that they are stale.
 *
 *   npx tsx harness/workshop/build/readme-figures.ts [--check]
 */
import { readFileSync } from 'node:fs';
import { replaceFile } from '../../base/write-file.ts';
import { readVerdicts } from '../../cli/shared/read-run.ts';
import { compareRuns } from '../../engine/result/compare-runs.ts';
import type { Figure } from '../../engine/result/types.ts';
import { compareCauses } from '../../report/compare/compare-causes.ts';
import { comparedText } from '../../report/compare/compare-text.ts';
import { percent } from '../../report/words/figures.ts';

const NAMES: readonly (readonly [name: string, shown: string])[] = [
  ['moto', 'moto'],
  ['ministack', 'MiniStack'],
  ['localstack', 'LocalStack'],
];

const runOf = (name: string): ReturnType<typeof readVerdicts> => readVerdicts(`reports/${name}/run.json`);

const figure = (one: Figure): string => (one.whole === 0 ? 'n/a' : `${one.part} of ${one.whole} (${percent(one)})`);

const row = ([name, shown]: readonly [string, string]): string => {
  const { target, summary } = runOf(name);
  return `| [${shown} ${target.version}](reports/${name}/report.md) | ${figure(summary.divergence)} | ${figure(summary.coverage)} |`;
};

/** The head of a comparison: both sides, both figures, and the causes that came and went. */
const comparison = (...names: readonly [before: string, after: string]): string => {
  const [before, after] = names.map(runOf) as [ReturnType<typeof readVerdicts>, ReturnType<typeof readVerdicts>];
  const text = comparedText(compareRuns(before, after), { causes: compareCauses(before, after) });
  const worse = text.indexOf('\nworse\n');
  return text.slice(0, worse < 0 ? undefined : worse).trimEnd();
};

const figures = (): string => `
\`npm start\` replays what was recorded of them; \`npm run emulators\` asks them again. Each links to its report.

| target | divergence (wrong of what is implemented) | coverage (implemented) |
|---|--:|--:|
${NAMES.map(row).join('\n')}

AWS's own answers, as far as they are at hand, are replayed beside them: 35 that others recorded and [published](recordings/README.md), and two samples of its documentation. No scenario contradicts them; the scenarios were written from them, so that checks the suite, not AWS.

\`npm run emulators\` runs earlier releases as well. What \`npm start -s -- compare reports/moto-4.2.14/run.json reports/moto/run.json\` begins with:

\`\`\`
${comparison('moto-4.2.14', 'moto')}
\`\`\`

`;

const README = 'README.md';
const BLOCK = /(<!-- figures -->\n)[\s\S]*?(<!-- \/figures -->)/;

const before = readFileSync(README, 'utf8');
const after = before.replace(BLOCK, (_, open: string, close: string) => `${open}${figures().trimStart()}${close}`);
if (!process.argv.includes('--check')) replaceFile(README, after, { what: 'the figures', hint: 'Make it writable.' });
else if (after !== before) {
  console.error(`The figures of ${README} are not those of the committed reports: run "npm run readme".`);
  process.exitCode = 1;
}
