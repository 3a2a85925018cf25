import type { Finding } from '../../engine/judge/types.ts';
import { readBackStep } from '../../engine/load/step-names.ts';
import { bodyText } from '../../engine/result/store-exchange.ts';
import type { CaseResult, RunDocument, StoredExchange } from '../../engine/result/types.ts';
import { headerOf } from '../../service/exchange.ts';
import type { SentRequest } from './call.ts';
import { API_VARIABLES, isOneLine, printCommand, quote, quoteWithIds, urlArguments } from './quote.ts';

/** A line for a shell, or why there is none. */
export type Reproduction = { readonly kind: 'line'; readonly line: string } | { readonly kind: 'none'; readonly why: string };

/** Longest body or path, in characters, that goes into a line. */
const LONG = 2000;

/** Whether a request is too long to be shown as a line. */
export const isTooLong = ({ path, body }: Pick<SentRequest, 'path' | 'body'>): boolean => path.length > LONG || body.length > LONG;

/** Emulators route by the scope of the credential and look at nothing else. */
const SCOPE = 'Authorization: AWS4-HMAC-SHA256 Credential=test/20200101/us-east-1/apigateway/aws4_request, SignedHeaders=host, Signature=0';

const CREATE = '{"name":"apigw-conformance","endpointConfiguration":{"types":["REGIONAL"]}}';

const FIND_ID = `sed -n 's/.*"id" *: *"\\([^"]*\\)".*/\\1/p' | head -n 1`;

const READ = /^(?:Get (?<type>\S+)|GetAll)(?: of (?<api>\S+))?$/;

/** The place of the exchange that a finding is about: the step's own, or one of its read-backs; -1 where there is none. */
export const exchangeOf = (exchanges: readonly StoredExchange[], { step, where }: Finding): number => {
  const read = READ.exec(where);
  if (read === null) return exchanges.findIndex((exchange) => exchange.step === step);
  const { type, api = 'api0000001' } = read.groups ?? {};
  const name = readBackStep(step, type ?? null);
  const exact = exchanges.findIndex((exchange) => exchange.step === name && exchange.request.path.includes(api));
  return exact === -1 ? exchanges.findIndex((exchange) => exchange.step === name) : exact;
};

/** Whether an exchange reads the state back, and is no step of its own. */
export const isReadBack = ({ step }: StoredExchange): boolean => step.includes('/');

/** The request of an exchange, its body whole. */
export const toSent = ({ request }: StoredExchange, bodies: RunDocument['bodies']): SentRequest => ({
  ...request,
  body: bodyText(request.body, bodies),
});

const methodArguments = ({ method, body }: SentRequest): readonly string[] => {
  if (method === 'HEAD') return ['-I'];
  return method === 'GET' && body === '' ? [] : [`-X ${method}`];
};

/** curl adds a media type and an Accept of its own unless told not to. */
const headerArguments = ({ headers, body }: SentRequest): readonly string[] => [
  ...headers.map(([name, value]) => `-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`),
  ...(headerOf(headers, 'accept') === undefined ? [`-H 'Accept:'`] : []),
  ...(body !== '' && headerOf(headers, 'content-type') === undefined ? [`-H 'Content-Type:'`] : []),
];

/** Words that make curl show an answer whole, or keep it to itself. */
export const CURL_SHOWN = '-s -i';
/** See `CURL_SHOWN`. */
export const CURL_SILENT = '-s -o /dev/null';

/** The curl call of one request; `mode` says what is shown of the answer. */
export const curlCall = (sent: SentRequest, mode: string): string => {
  const { path, body } = sent;
  const direct = body === '' ? [] : [`--data-raw ${quoteWithIds(body)}`];
  const data = isOneLine(body) ? direct : ['--data-binary @-'];
  const call = ['curl', mode, ...methodArguments(sent), urlArguments(path), '-H "$H"', ...headerArguments(sent), ...data].join(' ');
  return isOneLine(body) ? call : `${printCommand(body)} | ${call}`;
};

/** The line that makes an API and keeps its id in a variable. */
export const curlCreate = (variable: string): string =>
  `${variable}=$(curl -s -X POST "$ENDPOINT/restapis" -H "$H" -H 'Content-Type: application/json' --data-raw ${quote(CREATE)} | ${FIND_ID})`;

/** The line that the header of each call needs. */
export const CURL_HEAD: string = `H=${quote(SCOPE)}`;

const createApis = (all: readonly SentRequest[]): readonly string[] =>
  API_VARIABLES.filter(([placeholder]) => all.some(({ path, body }) => path.includes(placeholder) || body.includes(placeholder))).map(
    ([, variable]) => curlCreate(variable),
  );

/** The requests that a finding rests on, the last of them the one that it is about; none where it is not at hand. */
export const requestsShowing = ({ exchanges, bare }: CaseResult, finding: Finding, bodies: RunDocument['bodies']): readonly SentRequest[] => {
  if (bare !== undefined) return [];
  const index = exchangeOf(exchanges, finding);
  return exchanges.filter((exchange, at) => at === index || (at < index && !isReadBack(exchange))).map((exchange) => toSent(exchange, bodies));
};

/**
 * The line that sends again, with `$ENDPOINT` for the target, what a case sent up to the request that a finding is about, and shows its answer.
 */
export const reproduce = (one: CaseResult, finding: Finding, bodies: RunDocument['bodies']): Reproduction => {
  if (one.bare !== undefined) return { kind: 'none', why: 'the traffic of this run is not at hand' };
  const all = requestsShowing(one, finding, bodies);
  if (all.length === 0) return { kind: 'none', why: 'the run holds no such request' };
  if (all.some(isTooLong)) return { kind: 'none', why: 'a request is too long for a line' };
  const calls = all.map((sent, at) => curlCall(sent, at === all.length - 1 ? CURL_SHOWN : CURL_SILENT));
  return { kind: 'line', line: [CURL_HEAD, ...createApis(all), ...calls].join('; ') };
};

/** The command that runs a scenario or a case alone. */
export const onlyCommand = ({ target }: RunDocument, id: string): string =>
  `npx apigw-conformance run ${target.kind === 'model' ? '' : '--endpoint $ENDPOINT '}--only ${id}`;
