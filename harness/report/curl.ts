import { bodyText } from '../result/store-exchange.ts';
import type { CaseResult, RunDocument, StoredExchange } from '../result/types.ts';
import type { Finding } from '../verdict/types.ts';
import { headerOf } from '../wire/exchange.ts';
import { API_VARIABLES, isOneLine, printCommand, quote, quoteWithIds, urlArguments } from './quote.ts';

/** A line for a shell, or why there is none. */
export type Reproduction = { readonly kind: 'line'; readonly line: string } | { readonly kind: 'none'; readonly why: string };

/** Longest body or path, in characters, that goes into a line. */
const LONG = 2000;

/** Emulators route by the scope of the credential and look at nothing else. */
const SCOPE = 'Authorization: AWS4-HMAC-SHA256 Credential=test/20200101/us-east-1/apigateway/aws4_request, SignedHeaders=host, Signature=0';

const CREATE = '{"name":"apigw-conformance","endpointConfiguration":{"types":["REGIONAL"]}}';

const FIND_ID = `sed -n 's/.*"id" *: *"\\([^"]*\\)".*/\\1/p' | head -n 1`;

const READ = /^(?:Get (?<type>\S+)|GetAll)(?: of (?<api>\S+))?$/;

/** The exchange that a finding is about: the step's own, or one of its read-backs. */
const indexOf = (exchanges: readonly StoredExchange[], { step, where }: Finding): number => {
  const read = READ.exec(where);
  if (read === null) return exchanges.findIndex((exchange) => exchange.step === step);
  const { type, api = 'api0000001' } = read.groups ?? {};
  const name = type === undefined ? `${step}/GetAll` : `${step}/Get-${type}`;
  const exact = exchanges.findIndex((exchange) => exchange.step === name && exchange.request.path.includes(api));
  return exact === -1 ? exchanges.findIndex((exchange) => exchange.step === name) : exact;
};

const isReadBack = ({ step }: StoredExchange): boolean => step.includes('/');

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: StoredExchange['request']['headers'];
  readonly body: string;
}

const toSent = ({ request }: StoredExchange, bodies: RunDocument['bodies']): Sent => ({ ...request, body: bodyText(request.body, bodies) });

const methodArguments = ({ method, body }: Sent): readonly string[] => {
  if (method === 'HEAD') return ['-I'];
  return method === 'GET' && body === '' ? [] : [`-X ${method}`];
};

/** curl adds a media type and an Accept of its own unless told not to. */
const headerArguments = ({ headers, body }: Sent): readonly string[] => [
  ...headers.map(([name, value]) => `-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`),
  ...(headerOf(headers, 'accept') === undefined ? [`-H 'Accept:'`] : []),
  ...(body !== '' && headerOf(headers, 'content-type') === undefined ? [`-H 'Content-Type:'`] : []),
];

const request = (sent: Sent, show: boolean): string => {
  const { path, body } = sent;
  const direct = body === '' ? [] : [`--data-raw ${quoteWithIds(body)}`];
  const data = isOneLine(body) ? direct : ['--data-binary @-'];
  const call = [
    'curl',
    show ? '-s -i' : '-s -o /dev/null',
    ...methodArguments(sent),
    urlArguments(path),
    '-H "$H"',
    ...headerArguments(sent),
    ...data,
  ].join(' ');
  return isOneLine(body) ? call : `${printCommand(body)} | ${call}`;
};

const createApis = (all: readonly Sent[]): readonly string[] =>
  API_VARIABLES.filter(([placeholder]) => all.some(({ path, body }) => path.includes(placeholder) || body.includes(placeholder))).map(
    ([, variable]) =>
      `${variable}=$(curl -s -X POST "$ENDPOINT/restapis" -H "$H" -H 'Content-Type: application/json' --data-raw ${quote(CREATE)} | ${FIND_ID})`,
  );

/**
 * The line that sends again, with `$ENDPOINT` for the target, what a case sent up to the request that a finding is about, and shows its answer.
 */
export const reproduce = (one: CaseResult, finding: Finding, bodies: RunDocument['bodies']): Reproduction => {
  const index = indexOf(one.exchanges, finding);
  if (index === -1) return { kind: 'none', why: 'the run holds no such request' };
  const needed = one.exchanges.filter((exchange, at) => at === index || (at < index && !isReadBack(exchange)));
  const all = needed.map((exchange) => toSent(exchange, bodies));
  if (all.some(({ path, body }) => path.length > LONG || body.length > LONG)) return { kind: 'none', why: 'a request is too long for a line' };
  const calls = all.map((sent, at) => request(sent, at === all.length - 1));
  return { kind: 'line', line: [`H=${quote(SCOPE)}`, ...createApis(all), ...calls].join('; ') };
};

/** The command that runs a scenario or a case alone. */
export const onlyCommand = ({ target }: RunDocument, id: string): string =>
  `apigw-conformance run ${target.kind === 'model' ? '' : '--endpoint $ENDPOINT '}--only ${id}`;
