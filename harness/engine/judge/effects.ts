import { isObject } from '../../base/json.ts';
import { type Answer, isAccepted } from '../../service/answer.ts';
import { addressOf } from '../load/parse-read.ts';
import type { Expectation, Step, StepRequest } from '../load/types.ts';
import { type Checked, whereOf } from './check-expectation.ts';
import { RULES } from './expected.ts';
import type { EffectSeen } from './types.ts';

/** Whether an expectation wants something to be gone, which a target that answers `{}` to all would show too. */
export const looksForAbsence = ({ matcher }: Pick<Expectation, 'matcher'>): boolean => matcher.kind === 'lacks' || matcher.kind === 'absent';

/** The first member below `item`: lists are keyed by type. */
const itemOf = ({ matcher }: Expectation): string | null => {
  if (matcher.kind === 'absent') return /^\/item\/([^/]+)/.exec(matcher.pointers[0] ?? '')?.[1] ?? null;
  if (matcher.kind !== 'equals' && matcher.kind !== 'includes' && matcher.kind !== 'lacks') return null;
  const item = isObject(matcher.value) ? matcher.value['item'] : undefined;
  return isObject(item) ? (Object.keys(item)[0] ?? null) : null;
};

/** The gateway response that an expectation looks at, as API and type. */
export const resourceSeen = (expectation: Expectation, request: StepRequest): string => {
  const own = addressOf(request);
  const { read } = expectation;
  const api = read?.restApiId ?? own.api;
  const type = read?.call === 'GetGatewayResponse' ? read.responseType : (itemOf(expectation) ?? own.type);
  return `${api}/${type}`;
};

/** The gateway response that a request addresses, as API and type. */
export const resourceOf = (request: StepRequest): string => {
  const { api, type } = addressOf(request);
  return `${api}/${type}`;
};

/** What is known of an effect once the answer that shows it was checked. */
export interface EffectInput {
  readonly step: Step;
  readonly expectation: Expectation;
  readonly answer: Answer;
  readonly checked: Checked;
  /** Whether the fact of the expectation decides. */
  readonly decides: boolean;
}

/** What an expectation that is marked as an effect saw; null where it is none, or where nothing that reads was asked. */
export const effectSeen = ({ step, expectation, answer, checked, decides }: EffectInput): EffectSeen | null => {
  const reader = expectation.read?.call ?? step.request.operation;
  if (expectation.effect === null || reader === null) return null;
  const [miss] = checked.kind === 'judged' ? checked.misses : [];
  const moot = { where: whereOf(expectation.read), pointer: '', expected: RULES.accepted, actual: answer.response.status };
  const { where, pointer, expected, actual = null } = miss ?? moot;
  return {
    step: expectation.effect,
    reader,
    resource: resourceSeen(expectation, step.request),
    read: isAccepted(answer.response.status),
    gone: looksForAbsence(expectation),
    decides,
    miss: checked.kind === 'judged' && miss === undefined ? null : { where, pointer, expected, actual },
  };
};
