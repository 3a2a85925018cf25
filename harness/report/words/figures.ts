import { plural } from '../../base/count-text.ts';
import type { Figure, Summary } from '../../engine/result/types.ts';

/** A figure in per cent with one decimal; over nothing it is `n/a`. */
export const percent = ({ part, whole }: Figure): string => (whole === 0 ? 'n/a' : `${((100 * part) / whole).toFixed(1)} %`);

const verb = (count: number): string => (count === 1 ? 'is' : 'are');

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
