import { isReading, OPERATION_TABLE } from '../../service/operations.ts';
import type { Checks } from '../../service/schemas.ts';
import { effectsAreNarrow } from './lint-effects.ts';
import type { Problem } from './problems.ts';
import { requestProblems, wantsRefusal } from './request-problems.ts';
import type { Case, Fact, Scenario, Step } from './types.ts';

/** What the lints compare a scenario with. */
export interface LintContext {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly cases: ReadonlyMap<string, Case>;
  /** Documented input of each operation, closed. */
  readonly inputs: Checks;
  /** Documented answer of each operation. */
  readonly answers: Checks;
}

type Lint = (scenario: Scenario, context: LintContext) => readonly Problem[];

const eachStep = (scenario: Scenario): readonly { one: Case; step: Step; pointer: string }[] =>
  scenario.cases.flatMap((one) => [
    ...one.given.map((step, index) => ({ one, step, pointer: `/given/${index}` })),
    ...one.steps.map((step, index) => ({ one, step, pointer: `/steps/${index}` })),
  ]);

const factsKnown: Lint = ({ file, cases, clients }, { facts }) => [
  ...clients.flatMap((id, index) =>
    facts.has(id)
      ? []
      : [{ file, pointer: `/clients/${index}`, message: `unknown fact ${id}`, remedy: 'Cite a fact of facts.json, or add it there.' }],
  ),
  ...cases
    .slice(0, 1)
    .flatMap((one) => one.steps.flatMap((step) => step.expect))
    .flatMap(({ fact, pointer }) =>
      facts.has(fact)
        ? []
        : [{ file, pointer: `${pointer}/fact`, message: `unknown fact ${fact}`, remedy: 'Cite a fact of facts.json, or add it there.' }],
    ),
];

const observedOnlyIfOpen: Lint = ({ file, cases }, { facts }) =>
  cases
    .slice(0, 1)
    .flatMap((one) => one.steps.flatMap((step) => step.expect))
    .flatMap(({ fact, matcher, pointer }) => {
      const open = facts.get(fact)?.class === 'open';
      if (!open || matcher.kind === 'observe') return [];
      return [{ file, pointer, message: `${fact} is open: nobody knows what AWS does, so nothing can be expected`, remedy: 'Use "observe": true.' }];
    });

const witnessStands: Lint = (scenario, { cases }) =>
  eachStep(scenario).flatMap(({ step, pointer }) => {
    if (step.witness === null) return [];
    const target = cases.get(step.witness.caseId);
    const witness = target?.steps.find(({ name }) => name === step.witness?.step);
    const place = { file: scenario.file, pointer: `${pointer}/witness` };
    const name = `${step.witness.caseId}#${step.witness.step}`;
    if (witness === undefined)
      return [
        { ...place, message: `dangling witness ${name}`, remedy: 'Name a step as <scenario path>[@case]#<step>, or #<step> of the same case.' },
      ];
    if (target?.steps.some(({ expect }) => expect.some(({ effect }) => effect === witness.name)) === true) return [];
    return [
      {
        ...place,
        message: `witness ${name} marks no effect`,
        remedy: 'Mark the expectation of that step that shows its effect with "effect": true.',
      },
    ];
  });

const OPERATION_REMEDY = 'Name one of suites/service/operations.json, as the SDK does.';

const operationsKnown: Lint = (scenario) => {
  const named = [
    { pointer: '/operation', operation: scenario.operation },
    ...eachStep(scenario).map(({ step, pointer }) => ({ pointer, operation: step.request.operation ?? scenario.operation })),
  ];
  return named
    .filter(({ operation }) => !OPERATION_TABLE.has(operation))
    .map(({ pointer, operation }) => ({ file: scenario.file, pointer, message: `unknown operation ${operation}`, remedy: OPERATION_REMEDY }));
};

const expectsRefusal = ({ expect }: Step): boolean =>
  expect.some((expectation) => wantsRefusal(expectation) && (expectation.aspect === 'error' || expectation.read === null));

const refusalHasWitness: Lint = (scenario) =>
  eachStep(scenario).flatMap(({ step, pointer }) => {
    if (!expectsRefusal(step) || step.witness !== null) return [];
    return [
      {
        file: scenario.file,
        pointer,
        message: `step ${step.name} expects a refusal and names no witness`,
        remedy: 'Name an accepted request of the same operation with "witness".',
      },
    ];
  });

/** An answer that repeats what was sent shows nothing: the effect of a write has to be read back. */
const effectsAreRead: Lint = (scenario) =>
  scenario.cases.slice(0, 1).flatMap((one) =>
    one.steps.flatMap((step, index) =>
      step.expect.flatMap(({ effect, read, pointer }) => {
        if (effect === null) return [];
        const known = one.steps.slice(0, index + 1).some(({ name }) => name === effect);
        if (!known)
          return [
            {
              file: scenario.file,
              pointer: `${pointer}/effect`,
              message: `no step ${effect} up to here`,
              remedy: 'Name this step (true) or an earlier one.',
            },
          ];
        if (read !== null || isReading(step.request.operation ?? '')) return [];
        return [
          {
            file: scenario.file,
            pointer: `${pointer}/effect`,
            message: 'the answer of a write shows no effect',
            remedy: 'Read it back: aspect state with read, or a later Get that names this step.',
          },
        ];
      }),
    ),
  );

const stepNamesUnique: Lint = (scenario) =>
  scenario.cases.slice(0, 1).flatMap((one) => {
    const names = [...one.given, ...one.steps].map(({ name }) => name);
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    return twice.map((name) => ({
      file: scenario.file,
      pointer: '/steps',
      message: `two steps are named ${name}`,
      remedy: 'Give each step of a scenario a name of its own.',
    }));
  });

const observesAnswer = ({ expect }: Step): boolean =>
  expect.some(({ aspect, read, matcher }) => aspect === 'status' && read === null && matcher.kind === 'observe');

/** The harness holds its own requests against the service model; a step breaks it on purpose by asking how the break is refused. */
const requestsFit: Lint = (scenario, { inputs }) =>
  eachStep(scenario).flatMap(({ step, pointer }) =>
    requestProblems(step, inputs, expectsRefusal(step) || observesAnswer(step)).map((problem) => ({
      ...problem,
      file: scenario.file,
      pointer: `${pointer}${problem.pointer}`,
    })),
  );

const unkeyed = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('item' in value)) return value;
  return { ...value, item: Object.values(value.item as object) };
};

const bodiesFit: Lint = (scenario, { answers }) =>
  eachStep(scenario).flatMap(({ step }) =>
    step.expect.flatMap(({ aspect, read, matcher, pointer }) => {
      const operation = read?.call ?? step.request.operation;
      if ((aspect !== 'body' && aspect !== 'state') || operation === null) return [];
      if (matcher.kind !== 'equals' && matcher.kind !== 'includes' && matcher.kind !== 'lacks') return [];
      const issues = answers.get(operation)?.(unkeyed(matcher.value)) ?? [];
      const remedy = 'Expect what the service model documents: status codes, for one, are strings.';
      return issues.map((issue) => ({ file: scenario.file, pointer: `${pointer}/${matcher.kind}${issue.pointer}`, message: issue.message, remedy }));
    }),
  );

const patternsCompile: Lint = (scenario) =>
  eachStep(scenario).flatMap(({ step }) =>
    step.expect.flatMap(({ matcher, pointer }) => {
      if (matcher.kind !== 'matches') return [];
      try {
        new RegExp(matcher.pattern, 'u');
        return [];
      } catch (thrown) {
        return [{ file: scenario.file, pointer: `${pointer}/matches`, message: String(thrown), remedy: 'Mend the regular expression.' }];
      }
    }),
  );

const LINTS: readonly Lint[] = [
  operationsKnown,
  effectsAreRead,
  effectsAreNarrow,
  factsKnown,
  observedOnlyIfOpen,
  witnessStands,
  refusalHasWitness,
  stepNamesUnique,
  requestsFit,
  bodiesFit,
  patternsCompile,
];

const titlesUnique = (scenarios: readonly Scenario[]): Problem[] => {
  const first = new Map<string, string>();
  return scenarios.flatMap(({ title, file }) => {
    const other = first.get(title);
    first.set(title, file);
    return other === undefined
      ? []
      : [{ file, pointer: '/title', message: `same title as ${other}`, remedy: 'Say what this one does that the other does not.' }];
  });
};

const TITLE_WORDS = /\b(should|must)\b/i;

const titlesPlain = (scenarios: readonly Scenario[]): Problem[] =>
  scenarios
    .filter(({ title }) => TITLE_WORDS.test(title))
    .map(({ file }) => ({ file, pointer: '/title', message: 'the title says should or must', remedy: 'Say what happens, in the present tense.' }));

/** Every mistake that a schema cannot see: unknown facts, dangling witnesses, values of a wrong type. */
export const lintSuite = (scenarios: readonly Scenario[], context: LintContext): readonly Problem[] => {
  const found = [
    ...titlesUnique(scenarios),
    ...titlesPlain(scenarios),
    ...scenarios.flatMap((scenario) => LINTS.flatMap((lint) => lint(scenario, context))),
  ];
  const distinct = new Map(found.map((problem) => [`${problem.file}${problem.pointer}${problem.message}`, problem]));
  return [...distinct.values()];
};
