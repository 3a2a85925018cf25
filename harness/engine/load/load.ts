import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject, type JsonObject, parseJson } from '../../base/json.ts';
import { type Check, compileSchema, type Issue } from '../../base/schema.ts';
import { VERSION } from '../../base/version.ts';
import { ANSWER_CHECKS, INPUT_CHECKS } from '../../service/schemas.ts';
import { digestOf } from './digest.ts';
import { loadFacts } from './facts.ts';
import { readGivens, unknownGivens, unusedGivens } from './givens.ts';
import { lintSuite } from './lint.ts';
import { asWritten, longForm } from './long-form.ts';
import { parseScenario } from './parse-scenario.ts';
import { type Problem, suiteError } from './problems.ts';
import { readSuiteFiles, type SuiteFile } from './read-files.ts';
import { serviceModelOf } from './stale.ts';
import type { Case, Givens, Golden, Scenario, Suite } from './types.ts';

/** The folder of the suite that this package carries. */
export const OWN_SUITE: string = fileURLToPath(new URL('../../../suites/', import.meta.url));

const GOLDEN = '.golden.json';

/** Reads a schema of this package's own suite. */
export const readSchema = (name: string): JsonObject => {
  const json = parseJson(readFileSync(join(OWN_SUITE, name), 'utf8'));
  return isObject(json) ? json : {};
};

const compiled = new Map<string, Check>();

/** Compiling costs more than checking: each schema of this package is compiled once in a process. */
const ownCheck = (name: string, ...others: readonly string[]): Check => {
  const check = compiled.get(name) ?? compileSchema(readSchema(name), Object.fromEntries(others.map((other) => [other, readSchema(other)])));
  compiled.set(name, check);
  return check;
};

const remedyOf = (issue: Issue): string => {
  if (issue.keyword === 'additionalProperties') return `Remove it, or see the members that scenario.schema.json knows there.`;
  if (issue.pointer.includes('/expect/')) return 'An expectation has one aspect, one fact and exactly one matcher that fits the aspect.';
  return 'See scenario.schema.json; golden.schema.json for a golden, given.schema.json for a named given.';
};

/** Ajv reports every branch of a choice; the deepest complaints are the ones a writer can act on. */
const clearest = (issues: readonly Issue[]): readonly Issue[] => {
  const concrete = issues.filter(({ keyword }) => !['oneOf', 'anyOf', 'if', 'not', 'allOf'].includes(keyword));
  return concrete.length > 0 ? concrete : issues;
};

const validate = (files: readonly SuiteFile[], check: Check): Problem[] =>
  files.flatMap(({ file, json }) =>
    clearest(check(json)).map((issue) => ({ file, pointer: issue.pointer, message: issue.message, remedy: remedyOf(issue) })),
  );

/** The files that passed `golden.schema.json`. */
const goldensOf = (files: readonly SuiteFile[]): ReadonlyMap<string, Golden> =>
  new Map(files.map(({ file, json }) => [file, json as unknown as Golden]));

const unusedGoldens = (goldens: ReadonlyMap<string, Golden>, scenarios: readonly Scenario[]): Problem[] => {
  const used = new Set(scenarios.flatMap(({ file, cases }) => goldensIn(cases).map((name) => posix.join(dirname(file), name))));
  const remedy = 'Cite it with "golden", or delete it.';
  return [...goldens.keys()]
    .filter((file) => !used.has(file))
    .map((file) => ({ file, pointer: '', message: 'no expectation cites this golden', remedy }));
};

const goldensIn = (cases: readonly Case[]): readonly string[] =>
  cases.flatMap(({ steps }) => steps.flatMap(({ expect }) => expect.flatMap(({ golden }) => golden ?? [])));

const throwIf = (problems: readonly Problem[]): void => {
  if (problems.length > 0) throw suiteError(problems);
};

const writtenIn = ({ json }: SuiteFile): JsonObject => (isObject(json) ? json : {});

/** Mistakes found in the long form, with the places where their files have them. */
const placed = (problems: readonly Problem[], sources: readonly SuiteFile[], givens: Givens): readonly Problem[] => {
  const written = new Map(sources.map((source) => [source.file, writtenIn(source)]));
  const distinct = new Map<string, Problem>();
  for (const problem of problems) {
    const found = asWritten(problem, written.get(problem.file) ?? {}, givens);
    const key = `${found.file}${found.pointer}${problem.message}`;
    if (!distinct.has(key)) distinct.set(key, found);
  }
  return [...distinct.values()];
};

const suiteDigest = (scenarios: readonly Scenario[]): string => digestOf(scenarios.map(({ id, meaning }) => [id, meaning]));

/**
 * Loads a suite whole: facts, scenarios, goldens, and every check that needs no target.
 * @param root folder of the suite; this package's own by default
 * @throws HarnessError `suite-invalid`, naming file, JSON pointer and remedy of every mistake
 */
export const loadSuite = (root: string = OWN_SUITE): Suite => {
  const facts = loadFacts(root, OWN_SUITE);
  const files = readSuiteFiles(root);
  const sources = files.filter(({ file }) => !file.endsWith(GOLDEN));
  const bodies = files.filter(({ file }) => file.endsWith(GOLDEN));
  const { files: states, givens } = readGivens(root, OWN_SUITE);
  throwIf([
    ...validate(sources, ownCheck('scenario.schema.json')),
    ...validate(bodies, ownCheck('golden.schema.json')),
    ...validate(states, ownCheck('given.schema.json', 'scenario.schema.json')),
    ...sources.flatMap((source) => unknownGivens(source.file, writtenIn(source), givens)),
    ...unusedGivens(states, sources.map(writtenIn)),
  ]);
  const goldens = goldensOf(bodies);
  const problems: Problem[] = [];
  const scenarios = sources.map((source) => parseScenario(source, longForm(writtenIn(source), givens), { goldens, problems }));
  const cases = new Map(scenarios.flatMap((scenario) => scenario.cases.map((one) => [one.id, one])));
  const checks = { inputs: INPUT_CHECKS, answers: ANSWER_CHECKS };
  throwIf(placed([...problems, ...unusedGoldens(goldens, scenarios), ...lintSuite(scenarios, { facts, cases, ...checks })], sources, givens));
  const digest = suiteDigest(scenarios);
  return { root, digest, version: VERSION, facts, givens, scenarios, goldens, serviceModel: serviceModelOf(OWN_SUITE) };
};

/**
 * Reads one more scenario beside a suite that is loaded, with the checks that its files undergo.
 * @throws HarnessError `suite-invalid`
 */
export const loadBeside = (suite: Suite, file: string, json: JsonObject): Scenario => {
  const source: SuiteFile = { file, text: JSON.stringify(json), json };
  throwIf([...validate([source], ownCheck('scenario.schema.json')), ...unknownGivens(file, json, suite.givens)]);
  const problems: Problem[] = [];
  const scenario = parseScenario(source, longForm(json, suite.givens), { goldens: new Map(), problems });
  const cases = new Map([...suite.scenarios, scenario].flatMap((one) => one.cases.map((each) => [each.id, each])));
  const context = { facts: suite.facts, cases, inputs: INPUT_CHECKS, answers: ANSWER_CHECKS };
  throwIf(placed([...problems, ...lintSuite([scenario], context)], [source], suite.givens));
  return scenario;
};
