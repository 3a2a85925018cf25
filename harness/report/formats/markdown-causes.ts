import { plural } from '../../base/count-text.ts';
import { groupBy } from '../../base/group-by.ts';
import { causeCounts, causeHeading } from '../../engine/causes/cause-text.ts';
import { type Cause, causesOf } from '../../engine/causes/causes.ts';
import { caseName } from '../../engine/load/case-name.ts';
import type { CaseResult, RunDocument } from '../../engine/result/types.ts';
import { ANYWHERE, exampleCommand } from '../reproduce/case-ref.ts';
import { reproduce } from '../reproduce/curl.ts';
import { uncountedText } from '../words/figures.ts';
import { type FindingRow, findingRows } from '../words/finding-rows.ts';
import { text as escapeMarkup } from '../words/html.ts';
import { code, prose, sourceText, table } from '../words/markdown-text.ts';

type Lines = readonly string[];

/** Every case by its name, those of one scenario together. */
const namedCases = (cases: readonly CaseResult[]): string => {
  const all = groupBy([...new Set(cases)], ({ scenario }) => scenario).map((group) => {
    const names = group.map(caseName).filter((name) => name !== '');
    return names.length === 0 ? code(group[0].scenario) : `${code(group[0].scenario)} (${names.map(code).join(', ')})`;
  });
  return all.join(', ');
};

const cells = (mark: string, { where, expected, actual, cases }: FindingRow): Lines => [
  `${mark}${where.map(code).join('<br>')}`,
  expected.map(code).join('<br>'),
  code(actual),
  namedCases(cases),
];

const rowsOf = ({ findings, also }: Cause): readonly Lines[] => [
  ...findingRows(findings).map((row) => cells('', row)),
  ...findingRows(also.flatMap((each) => each.findings)).map((row) => cells('follows: ', row)),
];

/** Cases that no finding of it names: those of an operation that accepts and ignores, or of nothing that tells. */
const otherCases = ({ cases, findings, also }: Cause): Lines => {
  const named = new Set([...findings, ...also.flatMap((each) => each.findings)].map(({ one }) => one));
  const rest = cases.filter((one) => !named.has(one));
  return rest.length === 0 ? [] : [`Cases: ${namedCases(rest)}.`, ''];
};

/** On one line, so that a report stays short. */
const curlLines = ({ example }: Cause, { bodies }: RunDocument): Lines => {
  const found = example === null ? null : reproduce(example.one, example.finding, bodies);
  return found?.kind === 'line' ? [`<details><summary>The same as a line of curl</summary><pre>${escapeMarkup(found.line)}</pre></details>`, ''] : [];
};

const causeSection = (cause: Cause, at: number, run: RunDocument): Lines => {
  const { id, facts, reason, example, cases } = cause;
  const about = [causeCounts(cause), ...(facts.length === 0 ? [] : [facts.join(', ')]), `cause ${code(id)}`].join('; ');
  return [
    `### ${at + 1}. ${prose(causeHeading(cause, run))}`,
    '',
    ...(reason === null ? [] : [prose(reason), '']),
    `${about}. See it: ${code(exampleCommand(example, cases[0], ANYWHERE))}`,
    '',
    ...curlLines(cause, run),
    ...otherCases(cause),
    ...table(['what was looked at', 'AWS', prose(run.target.name), 'cases'], rowsOf(cause)),
    '',
  ];
};

const sentence = (text: string): string => (text === '' ? '' : `${text}.`);

/** What is wrong, each cause with both sides, its cases by name, and a line that shows it again. */
export const causesSection = (run: RunDocument): Lines => {
  const causes = causesOf(run);
  if (causes.length === 0) return ['Nothing failed.'];
  const { cases, scenarios } = run.summary;
  return [
    `${plural(causes.length, 'cause')} explain${causes.length === 1 ? 's' : ''} ${plural(cases.failed, 'case')} of ${plural(scenarios.failed, 'scenario')} that failed. A case stands under each cause that it shows. ${sentence(uncountedText(run))}`.trimEnd(),
    '',
    ...causes.flatMap((cause, at) => causeSection(cause, at, run)).slice(0, -1),
  ];
};

/** What facts say, how certain they are and where they come from: each once. */
export const factsSection = (run: RunDocument, ids: ReadonlySet<string>): Lines =>
  run.facts
    .filter(({ id }) => ids.has(id))
    .map((fact) => `- **${fact.id}**, ${fact.class}: ${prose(fact.statement)} (${fact.sources.map(sourceText).join('; ')})`);
