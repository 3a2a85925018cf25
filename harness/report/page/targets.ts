import type { RunDocument } from '../../engine/result/types.ts';
import { isAws } from '../words/evidence.ts';

/** The name of a target, as a heading. */
export const targetName = ({ target }: RunDocument): string => target.name;

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9.]+/g, '-');

/** What links name the targets by: origin, with version and number where that is needed to tell them apart. */
export const targetKeys = (runs: readonly RunDocument[]): readonly string[] => {
  const plain = runs.map(({ target }) => slug(target.origin));
  const versioned = runs.map(({ target }, at) => {
    const isTwice = plain.filter((key) => key === plain[at]).length > 1;
    return isTwice && target.version !== null ? slug(`${target.origin}-${target.version}`) : (plain[at] ?? '');
  });
  return versioned.map((key, at) => {
    const before = versioned.slice(0, at).filter((one) => one === key).length;
    return before === 0 ? key : `${key}-${before + 1}`;
  });
};

/** AWS last, the others by name and version, so that the order of the files says nothing. */
export const orderRuns = (runs: readonly RunDocument[]): readonly RunDocument[] => {
  const key = (run: RunDocument): string => `${isAws(run) ? 1 : 0} ${run.target.name} ${run.target.version ?? ''}`;
  return runs.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
};
