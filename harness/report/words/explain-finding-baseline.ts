import { firstOf, plural } from '../../base/count-text.ts';
import { visible } from '../../base/foreign-text.ts';
import { groupBy } from '../../base/group-by.ts';
import {
  type BaselineEntry,
  type BaselineNote,
  deviationsOf,
  type FindingBaseline,
  isExpired,
  keyOf,
  slotKey,
} from '../../engine/baseline/baseline.ts';
import { statesIn } from '../../engine/baseline/baseline-state.ts';
import { clip, showActual } from '../../engine/causes/show-value.ts';
import type { Finding } from '../../engine/judge/types.ts';
import type { Fact } from '../../engine/load/types.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { sourcesText } from './names.ts';
import type { Paint } from './options.ts';
import { exactPlaceOf, showSides } from './value.ts';

/** What an explanation is told beside run and baseline. */
export interface ExplainOptions {
  /** The day it is, YYYY-MM-DD. */
  readonly today: string;
  readonly paint: Paint;
}

const VALUE_LIMIT = 160;
const STATEMENT_LIMIT = 240;
const NAMES = 4;
const DAY_MS = 86_400_000;

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

const ageText = ({ since }: BaselineNote, today: string): string =>
  since === undefined ? 'since when is not noted' : `since ${since} (${plural(daysBetween(since, today), 'day')})`;

const expiryText = (entry: BaselineNote, { today, paint }: ExplainOptions): string => {
  const { expires } = entry;
  if (expires === undefined) return 'never expires';
  const days = Math.abs(daysBetween(today, expires));
  return isExpired(entry, today) ? paint.bad(`expired ${expires}, ${plural(days, 'day')} ago`) : `expires ${expires}, in ${plural(days, 'day')}`;
};

const valueLines = (entry: BaselineEntry, finding: Finding | undefined): readonly string[] => {
  if (entry.verdict === 'errored') return ['errored: no answer came'];
  if (finding !== undefined) return [exactPlaceOf(finding), ...showSides(finding, VALUE_LIMIT).lines.map((line) => `  ${line}`)];
  const place = `${entry.step}: ${entry.where}, ${entry.aspect} ${entry.pointer}`.trim();
  return [visible(place), `  actual    ${showActual(entry.actual, VALUE_LIMIT)}`];
};

/** A fact with its class and source. */
export const factLines = (fact: Fact | undefined, id: string, paint: Paint): readonly string[] => {
  if (id === '') return [];
  if (fact === undefined) return [`${id}: this run cites no such fact`];
  return [`${fact.id} (${fact.class}): ${clip(fact.statement, STATEMENT_LIMIT)}`, paint.weak(`source: ${sourcesText(fact)}`)];
};

/** How the cases of an entry stand in a run, each state once. */
const stateLines = (entry: BaselineEntry, states: readonly (readonly [name: string, state: string])[]): readonly string[] =>
  groupBy(states, ([, state]) => state).map((group) => {
    const names = group.map(([name]) => name).filter((name) => name !== '');
    return names.length === 0 || group.length === entry.cases.length ? group[0][1] : `${group[0][1]} (${firstOf(names, NAMES)})`;
  });

/** What is said of an entry: why, who answers for it, since when and until when. */
export const noteLines = (entry: BaselineNote, options: ExplainOptions): readonly string[] => [
  `reason: ${visible(entry.reason)}`,
  `owner: ${entry.owner === undefined ? 'nobody is named' : visible(entry.owner)}`,
  ...(entry.link === undefined ? [] : [`link: ${entry.link}`]),
  `${ageText(entry, options.today)}, ${expiryText(entry, options)}`,
];

const casesOf = ({ cases }: BaselineEntry): string => (cases.length === 0 ? '' : ` (${plural(cases.length, 'case')}: ${firstOf(cases, NAMES)})`);

/** Every entry of a baseline that names findings with what a run found of it: both sides, fact and class, who answers for it and until when. */
export const explainFindings = (run: RunDocument, baseline: FindingBaseline, options: ExplainOptions): string => {
  const stateOf = statesIn(run, baseline.meanings);
  const facts = new Map(run.facts.map((fact) => [fact.id, fact]));
  const findings = new Map(
    run.cases.flatMap((one) =>
      one.findings.flatMap((finding) => deviationsOf({ ...one, findings: [finding] }).map(({ deviation }) => [keyOf(deviation), finding])),
    ),
  );
  const blocks = baseline.entries.map((entry) => {
    const states = (entry.cases.length === 0 ? [''] : entry.cases).map((name): [string, string] => {
      const state = stateOf({ entry, name, key: slotKey(entry, name) });
      return [name, 'why' in state ? `${state.kind}: ${state.why}` : state.kind];
    });
    const body = [
      ...valueLines(entry, findings.get(keyOf(entry))),
      ...factLines(facts.get(entry.fact), entry.fact, options.paint),
      ...noteLines(entry, options),
      ...stateLines(entry, states),
    ];
    return `${options.paint.strong(entry.scenario)}${casesOf(entry)}\n${body.map((line) => `  ${line}\n`).join('')}`;
  });
  return blocks.length === 0 ? 'The baseline has no entries.\n' : blocks.join('\n');
};
