/** The median of some figures. */
export const median = (figures: readonly number[]): number => {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
};

/** Two things measured in turn, A B A B: their medians, and the median of the ratios of the pairs. */
export interface Comparison {
  readonly a: number;
  readonly b: number;
  readonly ratio: number;
}

const timed = async (work: () => Promise<void>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/** Runs two pieces of work in alternating rounds after one round that is not counted. Milliseconds. */
export const alternate = async (rounds: number, a: () => Promise<void>, b: () => Promise<void>): Promise<Comparison> => {
  await a();
  await b();
  const pairs: [number, number][] = [];
  for (let round = 0; round < rounds; round += 1) pairs.push([await timed(a), await timed(b)]);
  return {
    a: median(pairs.map(([first]) => first)),
    b: median(pairs.map(([, second]) => second)),
    ratio: median(pairs.map(([first, second]) => first / second)),
  };
};
