import { rmSync } from 'node:fs';
import { isObject, parseJson } from '../../base/json.ts';
import { API_NAME } from '../../recording/aws/tags.ts';
import type { Control } from '../../service/control.ts';
import type { Send } from '../../service/exchange.ts';
import type { Io } from '../../terminal/io.ts';
import type { Leftover } from './api-journal.ts';

/** The way to a target. */
export interface Way {
  readonly endpoint: string;
  readonly send: Send;
  readonly control: Control;
}

type Fate = 'deleted' | 'gone' | 'not ours' | 'refused' | 'no answer';

const GONE = 404;

const nameOf = (body: string): unknown => {
  const json = parseJson(body);
  return isObject(json) ? json['name'] : undefined;
};

/** Deletes an API that this tool made, and only if it still has the name that this tool gives: ids come back on an emulator that began anew. */
const deleteOwn = async (restApiId: string, { send, control }: Way): Promise<Fate> => {
  const { outcome: seen } = (await control(send, 'GetRestApi', { restApiId })).exchange;
  if (seen.kind === 'failure') return 'no answer';
  if (seen.response.status === GONE) return 'gone';
  if (nameOf(seen.response.body) !== API_NAME) return 'not ours';
  const { outcome } = (await control(send, 'DeleteRestApi', { restApiId })).exchange;
  if (outcome.kind === 'failure') return 'no answer';
  return outcome.response.status < 300 || outcome.response.status === GONE ? 'deleted' : 'refused';
};

const SHOWN = 10;

/** Ids are a target's text: nothing in them may act on a terminal. */
const list = (apis: readonly string[]): string =>
  `${apis.slice(0, SHOWN).map(encodeURIComponent).join(', ')}${apis.length > SHOWN ? ` and ${apis.length - SHOWN} more` : ''}`;

const FATES: Readonly<Record<Fate, string>> = {
  deleted: 'Deleted now',
  gone: 'The target knows no such API any more',
  'not ours': `Left alone, for the name is not ${API_NAME}`,
  refused: 'The target refuses to delete',
  'no answer': 'No answer, so they are asked for again at the next start',
};

const countOf = (count: number): string => `${count} ${count === 1 ? 'API' : 'APIs'}`;

const tell = ({ apis, unanswered }: Leftover, fates: ReadonlyMap<string, Fate>, { endpoint }: Way): string => {
  const where = new URL(endpoint).origin;
  const kinds = [...new Set(fates.values())].map((fate) => `${FATES[fate]}: ${list(apis.filter((api) => fates.get(api) === fate))}.\n`);
  const left = apis.length === 0 ? '' : `A run that was killed left ${countOf(apis.length)} on ${where}.\n${kinds.join('')}`;
  const lost = `A run that was killed asked ${where} for ${countOf(unanswered)} without an answer: what came of that is named ${API_NAME}.\n`;
  return `${left}${unanswered > 0 ? lost : ''}`;
};

const deleteOne = async (leftover: Leftover, way: Way): Promise<ReadonlyMap<string, Fate>> => {
  const fates = new Map<string, Fate>();
  for (const api of leftover.apis) {
    const fate = [...fates.values()].includes('no answer') ? 'no answer' : await deleteOwn(api, way);
    fates.set(api, fate);
  }
  return fates;
};

/** Deletes what killed runs left on a target, and says so. */
export const deleteLeftovers = async (leftovers: readonly Leftover[], way: Way, io: Io): Promise<void> => {
  for (const leftover of leftovers) {
    const fates = await deleteOne(leftover, way);
    const text = tell(leftover, fates, way);
    if (text !== '') io.err(text);
    if (![...fates.values()].includes('no answer')) rmSync(leftover.file, { force: true });
  }
};
