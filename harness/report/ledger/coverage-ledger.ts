import { plural } from '../../base/count-text.ts';
import { factCounts, factSections, onlyObserved, untestableTable, untriedFacts } from './coverage-facts.ts';
import { type LedgerInput, linkDefinitions } from './coverage-input.ts';
import { mutantCounts, mutantSections } from './coverage-mutants.ts';
import { seedCounts, seedSections } from './coverage-seeds.ts';
import { cellCount, cellMatrix, cellTable } from './coverage-table.ts';
import { typeCount, typeTable } from './coverage-types.ts';

const INTRODUCTION = `What is known about AWS, and where it is checked: each fact, cell of the support table, response type and statement of the two documents
that the suite starts from, with the scenarios that look at it and the mutants of the model that break it. \`npm run suite:coverage\` writes this page, \`npm run check\` fails when it is stale.`;

const KINDS = `Judged: some expectation, or the check of every answer, fails where it does not hold. Only observed: what comes is noted, and nothing can fail; so is every open question.
Only sent: what clients send, which no target gets wrong.`;

const section = (title: string, about: string, lines: readonly string[]): readonly string[] => [`## ${title}`, '', about, '', ...lines, ''];

const summary = (input: LedgerInput): readonly string[] => {
  const { suite, seeds, mutants } = input;
  const cases = suite.scenarios.reduce((sum, scenario) => sum + scenario.cases.length, 0);
  const statements = seeds.reduce((sum, seed) => sum + seed.statements.length, 0);
  const untried = untriedFacts(input);
  const observed = onlyObserved(input);
  return [
    `Suite ${suite.digest}: ${plural(suite.scenarios.length, 'scenario')}, ${plural(cases, 'case')}, ${plural(suite.facts.size, 'fact')}, ${plural(mutants.length, 'mutant')}.`,
    '',
    ...factCounts(input),
    '',
    KINDS,
    '',
    `- ${cellCount(input)}`,
    `- ${typeCount(input)}`,
    ...mutantCounts(input).map((line) => `- ${line}`),
    `- ${statements} statements of ${plural(seeds.length, 'document')}:`,
    ...seedCounts(input).map((line) => `  - ${line}`),
    `- ${plural(observed.length, 'documented or observed fact')} only observed: ${observed.join(', ') || 'none'}`,
    ...(mutants.length === 0
      ? []
      : [`- ${plural(untried.length, 'documented or observed fact')} judged, but broken by no mutant: ${untried.join(', ') || 'none'}`]),
    '',
  ];
};

/** The coverage ledger as one Markdown page: a summary, then each table. */
export const coverageLedger = (input: LedgerInput): string =>
  [
    '# What the suite covers',
    '',
    INTRODUCTION,
    '',
    ...summary(input),
    ...section('Support table', 'Scenarios whose judged steps send it, cases in brackets. A dash: nothing sends it.', [
      ...cellMatrix(input),
      '',
      'Judged on: the facts that the answers to requests with nothing else in them are held against.',
      '',
      ...cellTable(input),
    ]),
    ...section('Response types', 'Cases in which a request names the type, it is read back, or the list is looked at there.', typeTable(input)),
    ...section('The documents', 'In our words; what stands in quotes is theirs.', seedSections(input)),
    ...section(
      'Facts',
      'All facts that can be provoked. The statements are cut; `explain <fact>` shows one whole, with its sources.',
      factSections(input),
    ),
    ...section('Facts that cannot be provoked', 'No request to an endpoint can bring these about or check them.', untestableTable(input)),
    ...section('Mutants', 'The model with one rule broken each, and the case that catches it (`prove` tries them).', mutantSections(input)),
    ...linkDefinitions(input),
    '',
  ].join('\n');
