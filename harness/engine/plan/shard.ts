/** A part of a run, counted from 1: the second of four is `{ index: 2, total: 4 }`. */
export interface Shard {
  readonly index: number;
  readonly total: number;
}

/** A group of cases that stay together, and how many calls they are. */
export interface Load {
  readonly id: string;
  readonly calls: number;
}

const lightest = (sums: readonly number[]): number => sums.indexOf(Math.min(...sums));

/**
 * Which groups are in a shard: the heaviest first, each to the shard that has least.
 * It depends on the groups alone, so every machine of a CI matrix finds the same answer by itself.
 */
export const shareOf = (loads: readonly Load[], { index, total }: Shard): ReadonlySet<string> => {
  const sums = Array.from({ length: total }, () => 0);
  const share = new Set<string>();
  for (const { id, calls } of [...loads].sort((a, b) => b.calls - a.calls || (a.id < b.id ? -1 : 1))) {
    const shard = lightest(sums);
    sums[shard] = (sums[shard] ?? 0) + calls;
    if (shard === index - 1) share.add(id);
  }
  return share;
};

/** A shard as people write it. */
export const shardText = ({ index, total }: Shard): string => `${index}/${total}`;
