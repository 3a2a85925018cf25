import { plural } from '../../base/count-text.ts';
import type { Figure, RunDocument, Summary } from '../../engine/result/types.ts';

/** A figure in per cent with one decimal; over nothing it is `n/a`. */
export const percent = ({ part, whole }: Figure): string => (whole === 0 ? 'n/a' : `${((100 * part) / whole).toFixed(1)} %`);

const verb = (count: number): string => (count === 1 ? 'is' : 'are');

/** Failed scenarios that no figure counts, in a sentence; empty where there are none. */
export const uncountedText = ({ cases, scenarios }: RunDocument): string => {
  const failed = new Set(cases.filter(({ verdict, support }) => verdict === 'failed' && !support).map(({ scenario }) => scenario));
  const count = scenarios.filter(({ id, deciding }) => failed.has(id) && deciding === false).length;
  if (count === 0) return '';
  return `${plural(count, 'scenario')} that failed ${verb(count)} in no figure: what is asked is open, the form of the answer alone is wrong`;
};

/** Of what is implemented, how much is wrong, as one line. */
export const divergenceText = ({ divergence }: Summary): string => {
  const { part, whole } = divergence;
  if (whole === 0) return `divergence ${percent(divergence)}: no scenario is implemented`;
  return `divergence ${part} of ${plural(whole, 'implemented scenario')} ${verb(part)} wrong (${percent(divergence)})`;
};

/** How much is implemented, as one line. */
export const coverageText = ({ coverage }: Summary): string => {
  const { part, whole } = coverage;
  if (whole === 0) return `coverage ${percent(coverage)}: no scenario was decided`;
  return `coverage ${part} of ${plural(whole, 'scenario')} ${verb(part)} implemented (${percent(coverage)})`;
};
