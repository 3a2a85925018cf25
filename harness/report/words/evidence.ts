import { plural } from '../../base/count-text.ts';
import type { Counts, RunDocument } from '../../engine/result/types.ts';

/** Who gave the answers of a run. */
type Whose = Pick<RunDocument, 'target'>;

/** Whether the answers of a run are AWS's own: heard by the recorder, or replayed from what it, AWS or others wrote down; a name alone says nothing. */
export const isAws = ({ target: { kind, origin } }: Whose): boolean =>
  kind === 'aws' || (kind === 'replay' && (origin === 'aws' || origin.startsWith('aws-')));

/** How many scenarios have answers of AWS, of how many that there are, and how many of them contradict the suite. */
export interface Evidence {
  readonly answered: number;
  readonly all: number;
  readonly contradict: number;
}

/** Counts evidence: AWS is no subject, so what it answers differently speaks against the suite. */
export const evidenceOf = (scenarios: Counts): Evidence => {
  const all = Object.values(scenarios).reduce((sum, count) => sum + count, 0);
  return { answered: all - scenarios.skipped - scenarios.errored, all, contradict: scenarios.failed };
};

/** How far the answers reach. */
export const answeredText = ({ answered, all }: Evidence): string => `answers of AWS for ${answered} of ${plural(all, 'scenario')}`;

/** What they say of the suite. */
export const contradictText = ({ contradict }: Evidence): string => `${contradict} ${contradict === 1 ? 'contradicts' : 'contradict'} the suite`;

/** The one wording for evidence of AWS, which implements nothing and diverges from nothing. */
export const evidenceText = (scenarios: Counts): string => {
  const evidence = evidenceOf(scenarios);
  return `${answeredText(evidence)}; ${contradictText(evidence)}`;
};
