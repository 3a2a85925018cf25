import type { Caller, Credentials } from '../../service/authorize.ts';
import type { HeaderPair, Send, WireRequest } from '../../service/exchange.ts';
import { signing } from '../../service/sign.ts';
import type { LookAlike } from './look-alike.ts';
import { type PlainAnswer, plainClient } from './plain-client.ts';

/** What becomes of a request between its signature and the wire. */
type Change = (request: WireRequest) => WireRequest;

/** How a request is sent; everything has a default. */
export interface SignedOptions {
  readonly as?: Caller;
  readonly service?: 'apigateway' | 'sts';
  readonly change?: Change;
}

const ACCEPT: HeaderPair = ['Accept', 'application/json'];

/** The host of a service in the look-alike's region. */
export const hostOf = ({ region }: LookAlike, service: string): string => `${service}.${region}.amazonaws.com`;

/** The caller that an environment with keys in it leads to, with some keys replaced. */
export const callerIn = (
  aws: LookAlike,
  over: Partial<Credentials> = {},
  environment: Readonly<Record<string, string>> = aws.environment,
): Caller => ({
  credentials: {
    accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
    sessionToken: environment['AWS_SESSION_TOKEN'] ?? '',
    ...over,
  },
  region: aws.region,
  now: () => new Date(),
});

/** A `Send` by the plain client, which keeps the answers. */
export const plainSend = (aws: LookAlike, host: string, answers: PlainAnswer[]): Send => {
  const client = plainClient(aws.proxy, aws.ca);
  return async (request) => {
    const answer = await client(host, request);
    answers.push(answer);
    const { status, headers, body } = answer;
    return { request, outcome: { kind: 'response', response: { status, headers: Object.entries(headers), body, encoding: 'utf8' } } };
  };
};

/** Signs a request and sends it; by default `GET /restapis`, with the keys of the look-alike's environment. */
export const sendSigned = async (
  aws: LookAlike,
  request: Partial<WireRequest>,
  { as = callerIn(aws), service = 'apigateway', change = (same) => same }: SignedOptions = {},
): Promise<PlainAnswer> => {
  const answers: PlainAnswer[] = [];
  const host = hostOf(aws, service);
  const plain = plainSend(aws, host, answers);
  const send = signing((signed) => plain(change(signed)), as, { endpoint: new URL(`https://${host}`), service });
  await send({ method: 'GET', path: '/restapis', body: '', headers: [ACCEPT], ...request });
  const [answer] = answers;
  if (answer === undefined) throw new Error('nothing was sent');
  return answer;
};
