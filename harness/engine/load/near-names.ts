/** How many letters have to be put in, taken out or changed to make one text of another. */
const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (let index = 0; index < other.length; index += 1) {
      const changed = (row[index] ?? 0) + (letter === other[index] ? 0 : 1);
      next.push(Math.min(changed, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

const SHOWN = 3;

/** The names that someone may have meant by a name that is none: the nearest first, at most three. */
export const nearNames = (name: string, names: readonly string[]): readonly string[] =>
  names
    .map((one) => ({ one, far: one.startsWith(name) || name.startsWith(one) ? 1 : distance(name, one) }))
    .filter(({ far, one }) => far <= Math.max(2, one.length / 3))
    .sort((a, b) => a.far - b.far || (a.one < b.one ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ one }) => one);
