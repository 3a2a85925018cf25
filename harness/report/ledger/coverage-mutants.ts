import type { FactClass } from '../../engine/load/types.ts';
import { code, prose, table } from '../words/markdown-text.ts';
import { caseLink, type LedgerInput, type LedgerMutant } from './coverage-input.ts';

/** In the order of the facts. */
const inOrder = ({ suite, mutants }: LedgerInput): readonly LedgerMutant[] => {
  const ids = [...suite.facts.keys()];
  return [...mutants].sort((one, other) => ids.indexOf(one.fact) - ids.indexOf(other.fact));
};

/** Mutants of facts that decide, and those of all other facts: the latter are advisory. */
const apart = (input: LedgerInput): { readonly deciding: readonly LedgerMutant[]; readonly advisory: readonly LedgerMutant[] } => {
  const classOf = ({ fact }: LedgerMutant): FactClass | undefined => input.suite.facts.get(fact)?.class;
  const decides = (mutant: LedgerMutant): boolean => ['documented', 'observed'].includes(classOf(mutant) ?? '');
  const mutants = inOrder(input);
  return { deciding: mutants.filter(decides), advisory: mutants.filter((mutant) => !decides(mutant)) };
};

const caught = (some: readonly LedgerMutant[], { catches, absent }: LedgerInput): string =>
  `${some.filter(({ name }) => catches.has(name)).length} of ${some.filter(({ name }) => !absent.has(name)).length}`;

/** How many mutants the suite is known to catch. */
export const mutantCounts = (input: LedgerInput): readonly string[] => {
  const { deciding, advisory } = apart(input);
  return [
    `${caught(deciding, input)} mutants of documented and observed facts are caught`,
    `${deciding.filter(({ name }) => input.absent.has(name)).length} more of such facts make an operation decline everything: it is absent, accused of nothing, and none of its cases passes`,
    `${caught(advisory, input)} mutants of other facts are caught; these are advisory`,
  ];
};

const byWhat = (name: string, { catches, absent }: LedgerInput): string => {
  const by = catches.get(name);
  if (by !== undefined) return caseLink(by);
  const unimplemented = absent.get(name);
  return unimplemented === undefined ? '**not caught**' : `unimplemented, as ${caseLink(unimplemented)} shows`;
};

const rows = (some: readonly LedgerMutant[], input: LedgerInput): readonly string[] =>
  table(
    ['fact', 'mutant', 'aspect', 'what it does instead', 'caught by'],
    some.map(({ name, fact, aspect, breaks }) => [fact, code(name), aspect, prose(breaks), byWhat(name, input)]),
  );

/** Every mutant of the model with the case that catches it. */
export const mutantSections = (input: LedgerInput): readonly string[] => {
  const { deciding, advisory } = apart(input);
  return ['### Of documented and observed facts', '', ...rows(deciding, input), '', '### Of other facts: advisory', '', ...rows(advisory, input), ''];
};
