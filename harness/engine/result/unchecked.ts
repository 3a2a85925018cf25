import { answerWords } from '../../service/answer-words.ts';
import type { Operation } from '../../service/operations.ts';
import type { CaseResult, RunDocument, Smoke, StoredExchange } from './types.ts';

/** What of a run tells whether it checked anything. */
export type Checkable = Pick<RunDocument, 'interrupted' | 'shard' | 'smoke' | 'operations' | 'scenarios' | 'cases'>;

/** Why nothing was sent after the first requests; null where the run went on. */
export const endedBefore = ({ verdict, notes }: Smoke): string | null => {
  switch (verdict) {
    case 'dead':
      return `the target gave no answer to the first request. ${notes.join(' ')}`;
    case 'foreign':
      return notes.join('; ');
    case 'ok':
    case 'wrong':
      return null;
  }
};

const isJudged = ({ verdict }: CaseResult): boolean => verdict === 'passed' || verdict === 'failed';

const isUnasked = ({ verdict }: CaseResult): boolean => verdict === 'observed' || verdict === 'skipped';

/** States of an operation that is not there. */
const GONE: ReadonlySet<string> = new Set(['absent', 'unimplemented']);

/** APIs are made so that something can be asked of them: they are what a run is about only where it asks of nothing else. */
const isFrame = (operation: Operation | undefined): boolean => operation?.endsWith('RestApi') === true;

/** The cases that a run is about, and their operations. */
interface Subject {
  readonly cases: readonly CaseResult[];
  readonly operations: readonly Operation[];
}

const subjectOf = ({ cases, scenarios }: Checkable): Subject => {
  const operations = new Map(scenarios.map(({ id, operation }) => [id, operation]));
  const own = cases.filter(({ support }) => !support);
  const beyond = own.filter(({ scenario }) => !isFrame(operations.get(scenario)));
  const subject = beyond.length === 0 ? own : beyond;
  return { cases: subject, operations: [...new Set(subject.flatMap(({ scenario }) => operations.get(scenario) ?? []))].sort() };
};

const statesOf = (operations: Checkable['operations'], names: readonly Operation[]): readonly string[] =>
  names.flatMap((name) => operations[name] ?? []);

/** None of the operations was seen to do anything, and at least one was asked to. */
const areGone = ({ operations }: Checkable, names: readonly Operation[]): boolean => {
  const states = statesOf(operations, names);
  return states.length > 0 && states.every((state) => GONE.has(state));
};

const isRefused = ({ response }: StoredExchange): boolean => response !== undefined && response.status >= 300;

const isEmpty = (body: NonNullable<StoredExchange['response']>['body']): boolean => body === undefined || ('text' in body && body.text === '');

const exchangeWords = ({ request, response }: StoredExchange): string =>
  response === undefined
    ? ''
    : `${request.method} ${request.path} was answered ${answerWords({ status: response.status, headers: response.headers, isEmpty: isEmpty(response.body) })}`;

/** What was asked and what came, of the first case that was refused something; before that, what the first requests gave. */
const evidence = ({ smoke }: Checkable, cases: readonly CaseResult[]): string => {
  const exchanges = cases.flatMap((one) => one.exchanges);
  const told = exchanges.find(isRefused) ?? exchanges.find(({ response }) => response !== undefined);
  if (told !== undefined) return exchangeWords(told);
  return smoke.notes.length > 0 ? smoke.notes.join('; ') : (cases.find(({ reason }) => reason !== null)?.reason ?? 'nothing was sent');
};

const none = (names: readonly Operation[]): string => (names.length === 1 ? `${names[0]} is not there` : `none of ${names.join(', ')} is there`);

const PROBES = 'every case was skipped, or is a probe that only observes; choose others with --only and --skip';

const reasonOf = (run: Checkable, { cases, operations }: Subject): string | null => {
  if (areGone(run, operations)) return `${none(operations)}: ${evidence(run, cases)}`;
  if (cases.some(isJudged)) return null;
  if (cases.every(isUnasked)) return PROBES;
  return `no case came to a verdict: ${evidence(run, cases)}`;
};

/**
 * Why a run checked nothing, as a sentence; null where it checked something, or was interrupted.
 * Of a shard that says nothing, unless nobody answered it: another may have all the rest.
 */
export const uncheckedBecause = (run: Checkable): string | null => {
  if (run.interrupted) return null;
  const subject = subjectOf(run);
  const ended = endedBefore(run.smoke);
  if (ended !== null && !run.cases.some(isJudged)) return `Nothing was checked: ${ended.replace(/\.$/, '')}.`;
  if (run.shard !== undefined) return null;
  const reason = reasonOf(run, subject);
  return reason === null ? null : `Nothing was checked: ${reason}.`;
};
