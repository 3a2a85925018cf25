import type { RunDocument } from '../result/types.ts';
import { onlyCommand, reproduce } from './curl.ts';
import type { Entry, Variant } from './group.ts';
import { casesText, entryId, sourcesText, variantHead } from './names.ts';
import type { Paint } from './options.ts';
import { clip, placeOf, showSides } from './value.ts';

const VALUE_LIMIT = 160;
const STATEMENT_LIMIT = 240;
const DIFF_LINES = 14;
const NAMES = 4;
const VARIANTS = 3;

const sides = (variant: Variant): readonly string[] => {
  const { kind, lines } = showSides(variant.finding, VALUE_LIMIT);
  const shown = lines.length > DIFF_LINES ? [...lines.slice(0, DIFF_LINES), `... ${lines.length - DIFF_LINES} more lines`] : lines;
  return kind === 'diff' ? ['- expected, + actual', ...shown] : shown;
};

const variantLines = (variant: Variant, entry: Entry): readonly string[] => {
  const head = variantHead(variant, entry, NAMES);
  return head === '' ? sides(variant) : [head, ...sides(variant).map((line) => `  ${line}`)];
};

const allVariants = (entry: Entry, full: boolean): readonly string[] => {
  const limit = full ? entry.variants.length : VARIANTS;
  const rest = entry.variants.length - limit;
  const shown = entry.variants.slice(0, limit).flatMap((variant) => variantLines(variant, entry));
  return rest > 0 ? [...shown, `... and ${rest} more like these: see report.md`] : shown;
};

const evidence = ({ fact, variants }: Entry, paint: Paint): readonly string[] => {
  if (fact === null) return [variants[0].first.fact];
  return [`${fact.id} (${fact.class}): ${clip(fact.statement, STATEMENT_LIMIT)}`, paint.weak(`source: ${sourcesText(fact)}`)];
};

const again = (entry: Entry, run: RunDocument): readonly string[] => {
  const [one] = entry.cases;
  const found = one === undefined ? null : reproduce(one, entry.variants[0].first, run.bodies);
  const line = found?.kind === 'line' ? [found.line] : [`no curl line: ${found?.why ?? 'no case'}`];
  return [...line, onlyCommand(run, entryId(entry))];
};

/** How an entry is shown. */
export interface EntryStyle {
  readonly paint: Paint;
  /** Every value, not the first ones. */
  readonly full: boolean;
}

/** The scenario above its deviations. */
export const textHead = ({ scenario }: Entry, paint: Paint): readonly string[] => [paint.bad(scenario.id), `  ${scenario.title}`];

/** A deviation as the terminal shows it: where, what, in which cases, why we say so, and how to see it. */
export const textEntry = (entry: Entry, run: RunDocument, { paint, full }: EntryStyle): readonly string[] => {
  const names = casesText(entry.cases, entry.of, NAMES);
  const place = `${placeOf(entry.variants[0].finding)}${names === '' ? '' : ` (${names})`}`;
  const body = [place, ...allVariants(entry, full).map((line) => `  ${line}`), ...evidence(entry, paint), ...again(entry, run)];
  return [...body.map((line) => `  ${line}`), ''];
};
