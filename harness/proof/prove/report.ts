import { isProved, type Score, type Share, scoreOf } from './score.ts';
import type { MutantResult, Proof, VariantResult } from './types.ts';

const align = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};

const section = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : [title, '', ...lines, '']);

const cited = ({ caught }: MutantResult): string => (caught === null || caught.own ? '' : ` (cites ${caught.facts.join(', ')})`);

const caughtRow = (mutant: MutantResult): readonly string[] => [
  mutant.name,
  mutant.fact,
  mutant.aspect,
  `${mutant.caught?.case ?? 'survives'}${cited(mutant)}${mutant.scenarios === null ? '' : `, ${mutant.scenarios.length} scenarios`}`,
];

const table = (mutants: readonly MutantResult[]): readonly string[] =>
  mutants.length === 0 ? [] : align([['mutant', 'fact', 'aspect', 'caught by'], ...mutants.map(caughtRow)]);

const survivor = ({ name, fact, aspect, breaks, survives }: MutantResult): readonly string[] => [
  `${name} (${fact}, ${aspect}): ${breaks}`,
  `    ${survives ?? ''}`,
];

const accused = ({ name, differs, accused: cases }: VariantResult): readonly string[] => [
  `${name}: ${differs}`,
  ...cases.map(({ case: id, verdict, reason }) => `    ${id}: ${verdict}: ${reason}`),
];

const acquitted = (variants: readonly VariantResult[]): readonly string[] =>
  variants.length === 0 ? [] : align([['variant', 'cases answered in another way'], ...variants.map(({ name, cases }) => [name, String(cases)])]);

const matrix = (mutants: readonly MutantResult[]): readonly string[] =>
  mutants.flatMap(({ name, scenarios }) =>
    scenarios === null ? [] : [`${name}: ${scenarios.length} scenarios`, ...scenarios.map((scenario) => `    ${scenario}`)],
  );

/** Scenarios that catch no mutant, where all were asked: what they are for, other mutants would have to show. */
export const idleScenarios = ({ mutants }: Proof, all: readonly string[]): readonly string[] => {
  const busy = new Set(mutants.flatMap(({ scenarios }) => scenarios ?? []));
  return mutants.some(({ scenarios }) => scenarios !== null) ? all.filter((id) => !busy.has(id)) : [];
};

const share = ({ part, whole }: Share): string => `${part} of ${whole}`;

/** The score in one line. */
export const scoreLine = (score: Score): string =>
  `${isProved(score) ? 'proved' : 'not proved'}: ${share(score.caught)} mutants of ${score.facts} documented and observed facts caught (${score.own.part} by a finding on the very fact; ` +
  `${score.strictOnly} in messages and headers, which fail with --strict alone); ${score.absent} more decline an operation whole, which is no failure; ${share(score.advisory)} advisory ones caught; ${share(score.variants)} lawful variants pass`;

/** A proof as text: each mutant with what catches it, what survives, what is accused, and the score. */
export const proofText = (proof: Proof, scenarios: readonly string[]): string => {
  const { mutants, variants } = proof;
  const deciding = mutants.filter(({ advisory }) => !advisory);
  const advisory = mutants.filter((mutant) => mutant.advisory);
  const of = (kind: 'caught' | 'absent', all: readonly MutantResult[]): readonly MutantResult[] => all.filter(({ caught }) => caught?.kind === kind);
  const survivors = mutants.filter(({ caught }) => caught === null);
  return [
    ...section('Mutants of documented and observed facts', table(of('caught', deciding))),
    ...section(
      'Mutants that decline an operation whole: it is absent, what needs it is unimplemented, and none of it passes',
      table(of('absent', mutants)),
    ),
    ...section('Mutants of other facts (advisory: no score counts them)', table(of('caught', advisory))),
    ...section('Scenarios by mutant', matrix(mutants)),
    ...section('Scenarios that catch no mutant', idleScenarios(proof, scenarios)),
    ...section('Lawful variants that pass', acquitted(variants.filter(({ accused: cases }) => cases.length === 0))),
    ...section('Survivors', survivors.filter(({ advisory: is }) => !is).flatMap(survivor)),
    ...section('Advisory survivors', survivors.filter(({ advisory: is }) => is).flatMap(survivor)),
    ...section('Variants accused without evidence', variants.filter(({ accused: cases }) => cases.length > 0).flatMap(accused)),
    `${scoreLine(scoreOf(proof))}\n`,
  ].join('\n');
};
