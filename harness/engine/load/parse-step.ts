import { isObject, type Json, type JsonObject } from '../../base/json.ts';
import type { HeaderPair } from '../../service/exchange.ts';
import type { Operation } from '../../service/operations.ts';
import { API_PLACEHOLDERS } from './apis.ts';
import { resolveRead } from './parse-read.ts';
import type { Aspect, Expectation, Matcher, Step, StepRef, StepRequest } from './types.ts';

/** What is known while one step is parsed. */
interface ExpectationContext extends StepContext {
  readonly step: string;
}

/** What is known while one case is parsed. */
export interface StepContext {
  readonly caseId: string;
  /** Body of a golden file beside the scenario; problems are the caller's. */
  readonly golden: (name: string, pointer: string) => Json;
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const orNull = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

const parseHttp = (http: JsonObject, as: Operation | null): StepRequest => ({
  kind: 'http',
  operation: as,
  method: text(http['method']),
  path: text(http['path']),
  headers: list(http['headers']).map((pair): HeaderPair => [text(list(pair)[0]), text(list(pair)[1])]),
  body: http['json'] === undefined ? text(http['body']) : JSON.stringify(http['json']),
});

const parseRequest = (step: JsonObject): StepRequest => {
  if (isObject(step['http'])) return parseHttp(step['http'], orNull(step['as']) as Operation | null);
  const input = object(step['input']);
  const operation = text(step['call']) as Operation;
  const complete = operation === 'CreateRestApi' || 'restApiId' in input ? input : { restApiId: API_PLACEHOLDERS.api, ...input };
  return { kind: 'call', operation, input: complete };
};

const parseMatcher = (expectation: JsonObject, context: StepContext, pointer: string): Matcher => {
  const { equals, includes, lacks, matches, golden, absent } = expectation as Readonly<Record<string, Json | undefined>>;
  if (equals !== undefined) return { kind: 'equals', value: equals };
  if (golden !== undefined) return { kind: 'equals', value: context.golden(text(golden), pointer) };
  if (includes !== undefined) return { kind: 'includes', value: object(includes) };
  if (lacks !== undefined) return { kind: 'lacks', value: object(lacks) };
  if (absent !== undefined) return { kind: 'absent', pointers: list(absent).map(text) };
  if (matches !== undefined) return { kind: 'matches', pattern: text(matches) };
  if (expectation['accepted'] === true) return { kind: 'accepted' };
  return expectation['refused'] === true ? { kind: 'refused' } : { kind: 'observe' };
};

const parseAt = (expectation: JsonObject): Expectation['at'] => {
  if (typeof expectation['header'] === 'string') return { header: expectation['header'] };
  if (expectation['text'] === true) return { text: true };
  return typeof expectation['pointer'] === 'string' ? { pointer: expectation['pointer'] } : null;
};

const parseExpectation = (value: Json, request: StepRequest, context: ExpectationContext, pointer: string): Expectation => {
  const expectation = object(value);
  return {
    aspect: text(expectation['aspect']) as Aspect,
    fact: text(expectation['fact']),
    matcher: parseMatcher(expectation, context, pointer),
    read: resolveRead(expectation['read'], request),
    effect: expectation['effect'] === true ? context.step : orNull(expectation['effect']),
    at: parseAt(expectation),
    golden: orNull(expectation['golden']),
    pointer,
  };
};

/** Reads `<case>#<step>` or `#<step>`. */
export const parseWitness = (reference: string, ownCase: string): StepRef => {
  const at = reference.indexOf('#');
  const caseId = reference.slice(0, Math.max(at, 0));
  return { caseId: caseId === '' ? ownCase : caseId, step: at < 0 ? '' : reference.slice(at + 1) };
};

/** Turns one expanded step of a file that its schema accepted into typed data. */
export const parseStep = (value: Json, context: StepContext, pointer: string): Step => {
  const step = object(value);
  const request = parseRequest(step);
  return {
    name: text(step['name']),
    request,
    witness: typeof step['witness'] === 'string' ? parseWitness(step['witness'], context.caseId) : null,
    expect: list(step['expect']).map((item, index) =>
      parseExpectation(item, request, { ...context, step: text(step['name']) }, `${pointer}/expect/${index}`),
    ),
  };
};
