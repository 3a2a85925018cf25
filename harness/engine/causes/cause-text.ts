import { plural } from '../../base/count-text.ts';
import { visible } from '../../base/foreign-text.ts';
import type { Json } from '../../base/json.ts';
import type { Operation } from '../../service/operations.ts';
import { OPERATION_TABLE } from '../../service/operations.ts';
import { type Expected, plainExpected } from '../judge/expected.ts';
import { generalPlace } from '../result/general-place.ts';
import type { RunDocument } from '../result/types.ts';
import { statusOf } from './cause-kind.ts';
import type { Cause } from './causes.ts';
import { showActual, showExpected } from './show-value.ts';

const VALUE = 40;

const NOTHING: Expected = { value: null };

const wanted = (expected: Expected): string => showExpected(expected, VALUE);

/** What the documentation alone says was never seen, and is said so. */
const refusal = ({ example }: Cause): string => {
  const status = plainExpected(example?.finding.expected ?? NOTHING);
  if (typeof status === 'number') return `AWS refuses with ${status}`;
  return example?.finding.class === 'documented' ? 'AWS documents a refusal' : 'AWS refuses';
};

/** Every status that came; what was read back afterwards follows from it. */
const statuses = ({ findings }: Cause): string => {
  const own = findings.filter(({ finding }) => finding.where === 'answer');
  const all = (own.length === 0 ? findings : own).flatMap(({ finding }) => statusOf(finding.actual) ?? []);
  return [...new Set(all)].sort((a, b) => a - b).join(' or ');
};

const names = (words: readonly string[]): string =>
  words.length < 3 ? words.join(' and ') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;

/** Places in words: pointers without what stands in front and what stands for a name. */
const placesOf = ({ findings }: Cause): string =>
  names(
    [
      ...new Set(
        findings.map(({ finding }) =>
          generalPlace(finding.pointer)
            .slice(1)
            .replace(/\/<name>$/, ''),
        ),
      ),
    ].sort(),
  );

const typeText = (actual: Json): string => (actual === '' ? 'an empty text' : actual === null ? 'nothing' : showActual(actual, VALUE));

/** The values that came, the first ones. */
const came = ({ findings }: Cause): string => {
  const values = [...new Set(findings.map(({ finding }) => typeText(finding.actual)))];
  return values.length > 2 ? `${values.slice(0, 2).join(', ')} ...` : values.join(' or ');
};

const shapeText = (cause: Cause, name: string): string => {
  const { place, example } = cause;
  const where = placesOf(cause);
  if (place === 'text') return `the service model has texts only; ${name} shows ${came(cause)} (${where})`;
  if (place === 'map') return `the service model has maps only; ${name} shows ${came(cause)} (${where})`;
  if (place === '/responseType') return `the service model has types of its own; ${name} shows ${came(cause)}`;
  const rule = visible(String(plainExpected(example?.finding.expected ?? NOTHING)));
  const pattern = /^must match pattern "\^?(.*?)\$?"$/.exec(rule)?.[1];
  if (pattern === undefined) return `the service model has ${rule.replace(/^must be /, '')} in ${where || 'the body'}; ${name} shows ${came(cause)}`;
  return `the service model has ${pattern} in ${where}; ${name} shows ${came(cause)}`;
};

const READS: ReadonlySet<string> = new Set(['GetRestApi', 'GetGatewayResponse', 'GetGatewayResponses']);

/** What AWS does and what came, in one sentence. */
export const causeSentence = (cause: Cause, { target }: RunDocument): string => {
  const { kind, example, place, operations } = cause;
  const { expected = NOTHING, actual = null } = example?.finding ?? {};
  const name = visible(target.name);
  const status = statusOf(actual);
  switch (kind) {
    case 'hollow':
      return `AWS does what is asked; ${name} accepts and ignores it`;
    case 'refuses':
      return `AWS ${READS.has(place) ? 'answers' : 'accepts'}; ${name} ${status !== null && status >= 500 ? 'fails' : 'refuses'} with ${status}`;
    case 'accepts':
    case 'refusal':
      return `${refusal(cause)}; ${name} answers ${statuses(cause)}`;
    case 'success':
      return `AWS answers ${plainExpected(expected)}; ${name} answers ${statuses(cause)}`;
    case 'error':
      return `AWS's error is ${visible(String(plainExpected(expected) ?? 'none'))}; ${name}'s is ${actual === null ? 'without a name' : visible(String(actual))}`;
    case 'shape':
      return shapeText(cause, name);
    case 'unlisted':
      return `AWS lists every type; ${name} leaves some out`;
    case 'absent':
      return `AWS shows ${placesOf(cause) || 'a body'}; ${name} does not`;
    case 'present':
      return `AWS has nothing in ${placesOf(cause)}; ${name} has ${came(cause)}`;
    case 'value':
      return `AWS has ${wanted(expected)} in ${placesOf(cause) || 'the body'}; ${name} has ${came(cause)}`;
    case 'decode':
      return `the SDK reads AWS's answer; ${name}'s it does not: ${came(cause)}`;
    case 'message':
    case 'wire':
    case 'other':
      return `AWS: ${wanted(expected)}${place === '' ? '' : ` (${place})`}; ${name}: ${came(cause)}`;
    case 'case':
      return `failed without a finding: ${visible(cause.reason ?? operations.join(', '))}`;
  }
};

const SHORT: Readonly<Partial<Record<Operation, string>>> = {
  GetGatewayResponse: 'Get',
  GetGatewayResponses: 'GetAll',
  PutGatewayResponse: 'Put',
  UpdateGatewayResponse: 'Update',
  DeleteGatewayResponse: 'Delete',
};

const full = (operation: Operation): string => operation;
const brief = (operation: Operation): string => SHORT[operation] ?? operation;

/** Whose answers show it, or where the value comes from. */
const subjectOf = ({ kind, about, operations }: Cause, name: (operation: Operation) => string): string => {
  const all = operations.map(name).join(', ');
  if (kind !== 'value' && kind !== 'present') return about === '' ? all : `${all}, ${about}`;
  if (about === 'inherited') return `${all}, of types that inherit`;
  if (about === 'untouched') return `${all}, of types never customised`;
  return !OPERATION_TABLE.has(about) || operations.includes(about) ? all : `${all} after ${name(about)}`;
};

const titled = (subject: string, sentence: string): string => (subject === '' ? sentence : `${subject}: ${sentence}`);

/** What stands at the head of a cause: whose answers show it, what AWS does, and what came. */
export const causeTitle = (cause: Cause, run: RunDocument): string => titled(subjectOf(cause, full), causeSentence(cause, run));

/** The same with short names of operations, as those of read-backs are. */
const shortTitle = (cause: Cause, run: RunDocument): string => titled(subjectOf(cause, brief), causeSentence(cause, run));

/** Whether a reader needs to be told which request is meant. */
const needsTitle = ({ kind, about }: Cause): boolean => {
  switch (kind) {
    case 'value':
    case 'present':
    case 'absent':
    case 'error':
      return true;
    case 'accepts':
    case 'refusal':
    case 'refuses':
      return about === '';
    default:
      return false;
  }
};

/** What the example asks for, where the cause alone does not say which request is meant; else empty. */
const requestText = (cause: Cause, run: RunDocument): string => {
  if (!needsTitle(cause)) return '';
  const { one, finding } = cause.example ?? {};
  const scenario = run.scenarios.find(({ id }) => id === (one?.scenario ?? cause.scenarios[0]));
  if (scenario === undefined) return '';
  const steps = new Set(one?.exchanges.map(({ step }) => step.split('/')[0]) ?? []);
  return visible(finding === undefined || steps.size < 2 ? scenario.title : `${scenario.title}: ${finding.step}`);
};

/** The title, with the request that is meant where the cause alone does not say so. */
export const causeHeading = (cause: Cause, run: RunDocument): string => {
  const request = requestText(cause, run);
  return `${causeTitle(cause, run)}${request === '' ? '' : ` (${request})`}`;
};

/** How much it explains. */
export const causeCounts = ({ cases, scenarios }: Cause): string =>
  cases.length === scenarios.length
    ? plural(scenarios.length, 'scenario')
    : `${plural(cases.length, 'case')} of ${plural(scenarios.length, 'scenario')}`;

/** The first of the facts, and how many more there are. */
export const causeFacts = ({ facts }: Cause, limit: number): string => {
  const rest = facts.length - limit;
  return `${facts.slice(0, limit).join(', ')}${rest > 0 ? ` +${rest}` : ''}`;
};

/** The title, with as much of the request as there is room for where that has to be told. */
export const causeLine = (cause: Cause, run: RunDocument, room: number): string => {
  const request = requestText(cause, run);
  const whole = causeHeading(cause, run);
  if (whole.length <= room) return whole;
  const title = shortTitle(cause, run);
  const left = room - title.length - 3;
  return request === '' || left < 20 ? short(title, room) : `${title} (${short(request, left)})`;
};

/** Text cut to so many characters. */
export const short = (text: string, room: number): string => (text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1))}…`);
