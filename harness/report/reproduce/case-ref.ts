import type { CauseFinding } from '../../engine/causes/causes.ts';
import type { Finding } from '../../engine/judge/types.ts';
import { readBackStep } from '../../engine/load/step-names.ts';
import type { CaseResult } from '../../engine/result/types.ts';
import { quote } from './quote.ts';

const READ = /^(?:Get (?<type>\S+)|GetAll)(?: of \S+)?$/;

/** The name of the exchange that a finding is about: of its step, or of a read-back after it. */
export const exchangeName = ({ step, where }: Pick<Finding, 'step' | 'where'>): string => {
  const read = READ.exec(where);
  return read === null ? step : readBackStep(step, read.groups?.['type'] ?? null);
};

/** How `repro` is told what to show: a case, and the exchange in it that a finding is about. */
export const caseRef = (one: Pick<CaseResult, 'id'>, finding: Pick<Finding, 'step' | 'where'> | null): string =>
  finding === null ? one.id : `${one.id}#${exchangeName(finding)}`;

/** As it is written in a shell. */
const word = (text: string): string => (/^[\w@./:#=,+-]+$/.test(text) ? text : quote(text));

/** How the command is called, and which address it is given: null where none is known. */
export interface Caller {
  readonly command: string;
  readonly endpoint: string | null;
}

/** How the command is called where nothing tells. */
export const ANYWHERE: Caller = { command: 'npx apigw-conformance', endpoint: null };

/** The command that prints the script for a case, or for one exchange of it. */
export const reproCommand = (one: Pick<CaseResult, 'id'>, finding: Finding | null, { command, endpoint }: Caller): string =>
  `${command} repro ${word(caseRef(one, finding))}${endpoint === null ? '' : ` --endpoint ${word(endpoint)}`}`;

/** The same, for what shows a cause best. */
export const exampleCommand = (example: CauseFinding | null, fallback: CaseResult | undefined, caller: Caller): string => {
  if (example !== null) return reproCommand(example.one, example.finding, caller);
  return fallback === undefined ? '' : reproCommand(fallback, null, caller);
};
