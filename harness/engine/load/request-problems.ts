import type { Issue } from '../../base/schema.ts';
import type { Checks } from '../../service/schemas.ts';
import type { Problem } from './problems.ts';
import type { Expectation, Step } from './types.ts';

/** Whether an expectation wants the request that it is about to be refused. */
export const wantsRefusal = ({ aspect, matcher }: Expectation): boolean => {
  if (aspect === 'error') return matcher.kind !== 'observe';
  return aspect === 'status' && (matcher.kind === 'refused' || (matcher.kind === 'equals' && Number(matcher.value) >= 400));
};

/** What a client can send and AWS validates. Any other break is none that an SDK call can make. */
const VALIDATED = new Set(['enum', 'pattern']);

const remedyOf = ({ keyword }: Issue): string =>
  VALIDATED.has(keyword)
    ? 'Send what the service model documents, or say on purpose that this is refused: expect a status of 4xx or an error, or observe the status.'
    : 'An SDK call takes what the service model documents; send anything else with "http".';

const inputProblems = ({ request }: Step, inputs: Checks, onPurpose: boolean): readonly Omit<Problem, 'file'>[] => {
  if (request.kind !== 'call') return [];
  const issues = inputs.get(request.operation)?.(request.input) ?? [];
  return issues
    .filter(({ keyword }) => !(onPurpose && VALIDATED.has(keyword)))
    .map((issue) => ({ pointer: `/input${issue.pointer}`, message: issue.message, remedy: remedyOf(issue) }));
};

const readProblems = ({ expect }: Step, inputs: Checks): readonly Omit<Problem, 'file'>[] =>
  expect.flatMap((expectation, index) => {
    if (expectation.read === null || wantsRefusal(expectation)) return [];
    const { call, ...input } = expectation.read;
    const issues = inputs.get(call)?.(input) ?? [];
    return issues.map((issue) => ({ pointer: `/expect/${index}/read${issue.pointer}`, message: issue.message, remedy: remedyOf(issue) }));
  });

/**
 * Where a step's own requests, its read-backs included, break the service model. With `onPurpose` an enum or a pattern may be
 * broken, since that is what is asked; raw requests are free.
 */
export const requestProblems = (step: Step, inputs: Checks, onPurpose: boolean): readonly Omit<Problem, 'file'>[] => [
  ...inputProblems(step, inputs, onPurpose),
  ...readProblems(step, inputs),
];
