import { visible } from '../../base/foreign-text.ts';
import type { BaselineNote } from '../../engine/baseline/baseline.ts';

/** What a baseline says of a deviation, on one line: reason, owner, link, and the last day on which it holds. */
export const noteText = ({ reason, owner, link, expires }: BaselineNote): string =>
  visible(
    [
      reason,
      ...(owner === undefined ? [] : [`owner ${owner}`]),
      ...(link === undefined ? [] : [link]),
      ...(expires === undefined ? [] : [`up to ${expires}`]),
    ].join('; '),
  );
