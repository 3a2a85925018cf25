import { clip } from '../../engine/causes/show-value.ts';
import { type Caller, reproCommand } from '../reproduce/case-ref.ts';
import type { Entry, Variant } from '../words/group.ts';
import { casesText, sourcesText, variantHead } from '../words/names.ts';
import type { Paint } from '../words/options.ts';
import { placeOf, showSides } from '../words/value.ts';

const VALUE_LIMIT = 160;
const STATEMENT_LIMIT = 240;
const DIFF_LINES = 14;
const NAMES = 4;

const sides = (variant: Variant): readonly string[] => {
  const { kind, lines } = showSides(variant.finding, VALUE_LIMIT);
  const shown = lines.length > DIFF_LINES ? [...lines.slice(0, DIFF_LINES), `... ${lines.length - DIFF_LINES} more lines`] : lines;
  return kind === 'diff' ? ['- expected, + actual', ...shown] : shown;
};

const variantLines = (variant: Variant, entry: Entry): readonly string[] => {
  const head = variantHead(variant, entry, NAMES);
  return head === '' ? sides(variant) : [head, ...sides(variant).map((line) => `  ${line}`)];
};

const allVariants = (entry: Entry): readonly string[] => entry.variants.flatMap((variant) => variantLines(variant, entry));

const evidence = ({ fact, variants }: Entry, paint: Paint): readonly string[] => {
  if (fact === null) return [variants[0].first.fact];
  return [`${fact.id} (${fact.class}): ${clip(fact.statement, STATEMENT_LIMIT)}`, paint.weak(`source: ${sourcesText(fact)}`)];
};

const again = ({ cases, variants }: Entry, caller: Caller): readonly string[] =>
  cases[0] === undefined ? [] : [reproCommand(cases[0], variants[0].first, caller)];

/** How an entry is shown. */
export interface EntryStyle {
  readonly paint: Paint;
  /** How the command is called. */
  readonly caller: Caller;
}

/** The scenario above its deviations. */
export const textHead = ({ scenario }: Entry, paint: Paint): readonly string[] => [paint.bad(scenario.id), `  ${scenario.title}`];

/** A deviation as the terminal shows it: where, what, in which cases, why we say so, and how to see it. */
export const textEntry = (entry: Entry, { paint, caller }: EntryStyle): readonly string[] => {
  const names = casesText(entry.cases, entry.of, NAMES);
  const place = `${placeOf(entry.variants[0].finding)}${names === '' ? '' : ` (${names})`}`;
  const body = [place, ...allVariants(entry).map((line) => `  ${line}`), ...evidence(entry, paint), ...again(entry, caller)];
  return [...body.map((line) => `  ${line}`), ''];
};
