import { plural } from '../../base/count-text.ts';
import { causeCounts, causeFacts, causeLine } from '../../engine/causes/cause-text.ts';
import type { Cause } from '../../engine/causes/causes.ts';
import { causesOf } from '../../engine/causes/causes.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { ANYWHERE, exampleCommand } from '../reproduce/case-ref.ts';
import { isKnownCause } from '../words/known-cause.ts';
import type { ReportOptions } from '../words/options.ts';

type Lines = readonly string[];

/** As wide as a terminal that is not narrow. */
const WIDTH = 118;

/** How many causes are shown with the command that shows them again, and how many more by their names. */
const FULL = 15;
const NAMED = 6;

const countOf = (cause: Cause): string => `${causeCounts(cause)}${cause.facts.length === 0 ? '' : `, ${causeFacts(cause, 1)}`}`;

const headLine = (cause: Cause, run: RunDocument, paint: NonNullable<ReportOptions['paint']>): string => {
  const count = countOf(cause);
  return `${paint.bad(causeLine(cause, run, WIDTH - count.length - 3))} - ${count}`;
};

const entry = (cause: Cause, run: RunDocument, { paint, caller = ANYWHERE }: Styled): Lines => [
  headLine(cause, run, paint),
  `    ${exampleCommand(cause.example, cause.cases[0], caller)}`,
];

type Styled = ReportOptions & { readonly paint: NonNullable<ReportOptions['paint']> };

const knownLine = (causes: readonly Cause[]): Lines => {
  const cases = new Set(causes.flatMap((cause) => cause.cases));
  return causes.length === 0 ? [] : [`known to the baseline: ${plural(causes.length, 'cause')} of ${plural(cases.size, 'case')}`];
};

/** What is wrong, for a terminal: each cause with both sides, how much it explains, its fact, and the command that shows one example. */
export const causeLines = (run: RunDocument, options: Styled): Lines => {
  const causes = causesOf(run);
  const known = causes.filter((cause) => isKnownCause(cause, options.difference ?? null));
  const told = causes.filter((cause) => !known.includes(cause));
  const named = told.slice(FULL, FULL + NAMED);
  const rest = told.length - FULL - named.length;
  return [
    ...told.slice(0, FULL).flatMap((cause) => entry(cause, run, options)),
    ...named.map((cause) => headLine(cause, run, options.paint)),
    ...(rest > 0 ? [`... and ${plural(rest, 'more cause')}: see report.md`] : []),
    ...knownLine(known),
  ];
};

const knownText = (causes: readonly Cause[], options: ReportOptions): string => {
  const known = causes.filter((cause) => isKnownCause(cause, options.difference ?? null)).length;
  if (known === 0) return '';
  return known === causes.length ? ', known to the baseline' : `, ${known} of them known to the baseline`;
};

/** What a run comes to, in one line. */
export const verdictLine = (run: RunDocument, options: ReportOptions = {}): string => {
  const { cases, scenarios } = run.summary;
  const silent = cases.errored === 0 ? [] : [`no answer: ${plural(cases.errored, 'case')}`];
  if (cases.failed > 0) {
    const causes = causesOf(run);
    const by = `${plural(causes.length, 'cause')}${knownText(causes, options)}`;
    return [`failed: ${plural(cases.failed, 'case')} of ${plural(scenarios.failed, 'scenario')}, by ${by}`, ...silent].join('; ');
  }
  if (silent.length > 0) return silent.join('');
  return cases.passed === 0 ? 'nothing was checked that could have failed' : 'nothing failed';
};
