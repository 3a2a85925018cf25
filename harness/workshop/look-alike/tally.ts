/** Counts of things by name. */
export type Counts = Readonly<Record<string, number>>;

/** Counts by name. */
export interface Tally {
  count(name: string): void;
  counts(): Counts;
}

/** Makes an empty tally. */
export const createTally = (): Tally => {
  const counts = new Map<string, number>();
  return {
    count: (name) => {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    counts: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
};
