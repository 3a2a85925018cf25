import { firstOf, plural } from '../../base/count-text.ts';
import { caseName } from '../../engine/load/case-name.ts';
import type { Fact } from '../../engine/load/types.ts';
import type { CaseResult, RunDocument } from '../../engine/result/types.ts';
import type { Entry, Variant } from './group.ts';

/** Which cases of a scenario are meant; empty where it has but one. */
export const casesText = (cases: readonly CaseResult[], of: number, limit: number): string => {
  const names = cases.map(caseName).filter((name) => name !== '');
  if (names.length === 0) return '';
  if (names.length === of) return of === 1 ? names.join('') : `all ${of} cases`;
  return `${names.length} of ${plural(of, 'case')}: ${firstOf(names, limit)}`;
};

/** The scenario, or the case where an entry is about one alone. */
export const entryId = ({ scenario, cases }: Entry): string => (cases.length === 1 ? (cases[0]?.id ?? scenario.id) : scenario.id);

/** What sets a variant apart from the others of its entry: its pointer, and its cases where they are not all. */
export const variantHead = (variant: Variant, entry: Entry, limit: number): string => {
  const cases = variant.cases.length === entry.cases.length ? '' : firstOf(variant.cases.map(caseName), limit);
  const { pointer } = variant.finding;
  if (cases === '') return pointer;
  return pointer === '' ? cases : `${pointer} (${cases})`;
};

/** What is known of the source of a fact, in one line. */
export const sourcesText = ({ sources }: Fact): string => {
  const [first] = sources;
  if (first === undefined) return 'no source';
  return sources.length === 1 ? first.ref : `${first.ref} (and ${sources.length - 1} more)`;
};

/** The target's name, with its version where that is known. */
export const targetText = ({ target }: RunDocument): string => (target.version === null ? target.name : `${target.name} ${target.version}`);
