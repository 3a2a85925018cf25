import { HarnessError } from '../../base/errors.ts';
import { EXIT } from '../../base/exit.ts';
import { whereOf } from '../../engine/judge/check-expectation.ts';
import { API_PLACEHOLDERS } from '../../engine/load/apis.ts';
import { loadSuite } from '../../engine/load/load.ts';
import type { Case, Expectation, Fact, Matcher, Scenario, Step, StepRequest, Suite } from '../../engine/load/types.ts';
import type { Io } from '../../terminal/io.ts';

const LONG = 400;

const cut = (text: string): string => (text.length > LONG ? `${text.slice(0, LONG)}... (${text.length} characters)` : text);

const factText = (fact: Fact): string => {
  const sources = fact.sources.map(({ kind, ref, date }) => `    ${kind}${date === null ? '' : ` of ${date}`}: ${ref}`);
  const notes = [
    fact.userWord === true ? "    (nothing but a user's word stands behind it)" : '',
    fact.untestable === undefined ? '' : `    (cannot be provoked: ${fact.untestable})`,
  ];
  return [`  ${fact.id} [${fact.class}] ${fact.statement}`, ...sources, ...notes.filter(Boolean)].join('\n');
};

const matcherText = (matcher: Matcher): string => {
  switch (matcher.kind) {
    case 'equals':
    case 'includes':
    case 'lacks':
      return `${matcher.kind} ${cut(JSON.stringify(matcher.value))}`;
    case 'absent':
      return `absent ${matcher.pointers.join(' ')}`;
    case 'matches':
      return `matches ${matcher.pattern}`;
    case 'accepted':
      return 'accepted (2xx)';
    case 'refused':
      return 'refused (4xx)';
    case 'observe':
      return 'observed, never judged';
  }
};

const expectationText = ({ aspect, fact, matcher, read, effect, at }: Expectation, suite: Suite): string => {
  const place = at === null ? '' : 'text' in at ? ' text of the body' : 'header' in at ? ` ${at.header}` : ` ${at.pointer}`;
  const where = read === null ? '' : ` (${whereOf(read)})`;
  return `      ${aspect}${place}${where} ${matcherText(matcher)}  [${fact}, ${suite.facts.get(fact)?.class ?? '?'}${effect === null ? '' : `, effect of ${effect}`}]`;
};

const requestText = (request: StepRequest): string =>
  request.kind === 'call'
    ? `${request.operation} ${cut(JSON.stringify(request.input))}`
    : `${request.method} ${request.path} ${request.headers.map(([name, value]) => `${name}: ${value}`).join(', ')} ${cut(request.body)}`;

const stepText = (step: Step, suite: Suite): string => {
  const witness = step.witness === null ? [] : [`      counts only beside ${step.witness.caseId}#${step.witness.step}`];
  return [`    ${step.name}: ${requestText(step.request)}`, ...witness, ...step.expect.map((one) => expectationText(one, suite))].join('\n');
};

const caseText = (one: Case, suite: Suite): string =>
  [
    ...(one.given.length > 0 ? ['  given', ...one.given.map((step) => stepText(step, suite))] : []),
    '  steps',
    ...one.steps.map((step) => stepText(step, suite)),
  ].join('\n');

const scenarioText = (scenario: Scenario, one: Case | undefined, suite: Suite): string => {
  const shown = one ?? scenario.cases[0];
  const others =
    one === undefined && scenario.cases.length > 1
      ? [`  ${scenario.cases.length} cases: ${scenario.cases.map(({ id }) => id.slice(scenario.id.length + 1)).join(' ')}; shown: the first`]
      : [];
  const facts = scenario.facts.flatMap((id) => suite.facts.get(id) ?? []).map(factText);
  return [
    `${one?.id ?? scenario.id}: ${scenario.title}`,
    `  suites/${scenario.file}:${scenario.line}, ${scenario.operation}`,
    ...(scenario.note === '' ? [] : [`  note: ${scenario.note}`]),
    ...others,
    ...(shown === undefined ? [] : [caseText(shown, suite)]),
    '  evidence',
    ...facts,
  ].join('\n');
};

const explainFact = (fact: Fact, suite: Suite): string => {
  const scenarios = suite.scenarios.filter(({ facts }) => facts.includes(fact.id)).map(({ id, title }) => `    ${id}: ${title}`);
  return [factText(fact), `  ${scenarios.length} scenarios`, ...scenarios].join('\n');
};

const DISPUTES = '  how to show that a fact is wrong: reports/DISPUTES.md of apigw-conformance';

/** The names that a file has for its APIs. */
const named = (text: string): string => text.replaceAll(API_PLACEHOLDERS.api, '${api}').replaceAll(API_PLACEHOLDERS.api2, '${api2}');

/** Explains a scenario, a case or a fact. */
export const explain = async (id: string, flags: { suites?: string }, io: Io): Promise<number> => {
  const suite = loadSuite(flags.suites);
  const fact = suite.facts.get(id);
  const scenario = suite.scenarios.find((one) => one.id === id || one.cases.some((each) => each.id === id));
  if (fact === undefined && scenario === undefined) {
    throw new HarnessError(
      'usage',
      `Failed to explain ${id}: neither a scenario, a case nor a fact`,
      '"list" shows the scenarios, "coverage" the facts.',
    );
  }
  if (fact !== undefined) io.out(`${explainFact(fact, suite)}\n${DISPUTES}\n`);
  else if (scenario !== undefined)
    io.out(`${named(scenarioText(scenario, scenario.id === id ? undefined : scenario.cases.find((one) => one.id === id), suite))}\n${DISPUTES}\n`);
  return EXIT.ok;
};
