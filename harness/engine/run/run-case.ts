import { type Answer, isAccepted } from '../../service/answer.ts';
import type { Session, Target } from '../../targets/target.ts';
import { type JudgeContext, judgeStep } from '../judge/judge-step.ts';
import type { CaseRecord } from '../judge/record.ts';
import type { StepVerdict } from '../judge/types.ts';
import { readKey, readsOf } from '../load/parse-read.ts';
import type { PlannedCase, Step } from '../load/types.ts';
import { apisOf } from '../plan/plan.ts';
import { boundSteps } from '../result/bound-case.ts';
import type { NamedExchange } from '../result/named-exchange.ts';
import { CaseSession, defectReason, type RunContext, Stopped } from './case-session.ts';

/** What a case gave: the record that verdicts are made from, and its traffic. */
export interface CaseRun {
  readonly record: CaseRecord;
  readonly exchanges: readonly NamedExchange[];
  /** APIs that could not be deleted, by their real ids' placeholders. */
  readonly leaked: number;
}

const runGiven = async (session: CaseSession, step: Step): Promise<CaseRecord['given'][number]> => {
  const answer = await session.request(step.name, step.request);
  const { status } = answer.response;
  if (!isAccepted(status)) throw new Stopped('refused', `given step ${step.name} was refused (${status})`);
  return { step: step.name, operation: step.request.operation, status };
};

const runStep = async (session: CaseSession, step: Step, judge: JudgeContext): Promise<StepVerdict> => {
  const answer = await session.request(step.name, step.request);
  const reads = new Map<string, Answer>();
  for (const read of readsOf(step.expect.map((expectation) => expectation.read))) reads.set(readKey(read), await session.read(step.name, read));
  return judgeStep({ step, answer, reads }, judge);
};

interface Progress {
  readonly given: CaseRecord['given'][number][];
  readonly steps: StepVerdict[];
}

const sendAll = async (planned: PlannedCase, session: CaseSession, context: RunContext, progress: Progress): Promise<void> => {
  if (session.lent) session.adopt();
  else for (let count = 0; count < apisOf(planned.case); count += 1) await session.open();
  for (const step of planned.case.given) progress.given.push(await runGiven(session, step));
  for (const step of planned.case.steps) progress.steps.push(await runStep(session, step, context.judge));
};

const NEEDS_TWO = 'needs a second API, and --rest-api-id lends one';

const openSession = (planned: PlannedCase, { target }: RunContext): ReturnType<Target['open']> =>
  target.restApiId !== null && apisOf(planned.case) === 2 ? { skipped: NEEDS_TWO } : target.open(planned);

/** What is wrong with a session at its end; null where nothing is. */
const finish = (session: Session): CaseRecord['stopped'] => {
  try {
    const unfinished = session.finish();
    return unfinished === null ? null : { kind: 'errored', reason: unfinished };
  } catch (thrown) {
    return { kind: 'errored', reason: defectReason(thrown) };
  }
};

/** Runs one case from its first request to the deletion of its APIs. Whatever goes wrong ends the case, never the run. */
export const runCase = async (planned: PlannedCase, context: RunContext): Promise<CaseRun> => {
  const opened = openSession(planned, context);
  const progress: Progress = { given: [], steps: [] };
  const recordOf = (stopped: CaseRecord['stopped']): CaseRecord => ({
    case: planned.case,
    given: progress.given,
    steps: boundSteps(progress.steps),
    stopped,
  });
  if ('skipped' in opened) return { record: recordOf({ kind: 'skipped', reason: opened.skipped }), exchanges: [], leaked: 0 };
  const session = new CaseSession(context, opened);
  const stopped = await sendAll(planned, session, context, progress).then(
    () => null,
    (thrown: unknown) => session.stoppedBy(thrown),
  );
  const leaked = await session.close();
  const unfinished = finish(opened);
  return { record: recordOf(stopped ?? unfinished), exchanges: session.exchanges, leaked };
};
