/** A count with its noun, in the plural where it is not one. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The first of a list, and how many more there are. */
export const firstOf = (items: readonly string[], limit: number): string => {
  const rest = items.length - limit;
  return rest <= 0 ? items.join(', ') : `${items.slice(0, limit).join(', ')} and ${rest} more`;
};
