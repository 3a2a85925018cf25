import type { WireRequest } from '../../service/exchange.ts';
import { ANY, changing, type Mode, type Odd, toAll } from './odd.ts';

const EVIL = '\u001b[31m\r\n::error::pwned\n| a | <script>alert(1)</script> ]]> --> `x` $(x) %0A\u0000\u009b31m\u202e\u2028';

const json = JSON.stringify(EVIL);

const refusal = (members: object): ((odd: Odd) => void) => changing(() => ({ status: 400, body: JSON.stringify(members) }));

const headersOf = ({ headers }: WireRequest): string => headers.map(([name, value]) => `${name}: ${value}`).join(' ');

const SENSITIVE = /^(authorization|x-amz-security-token)$/i;

const secretsOf = ({ headers }: WireRequest): readonly string[] => headers.filter(([name]) => SENSITIVE.test(name)).map(([, value]) => value);

const raw = (odd: Odd, name: string): void =>
  odd.raw('HTTP/1.1 400 X\r\nContent-Type: application/json\r\nContent-Length: 2\r\n', `${name}\r\n\r\n{}`);

const texts: readonly Mode[] = [
  { name: 'escapes in a member name', exits: ANY, act: toAll(changing(() => ({ body: `{${json}:1,"responseParameters":{${json}:2}}` }))) },
  { name: 'escapes in values', exits: ANY, act: toAll(changing(() => ({ body: `{"responseType":${json},"statusCode":${json}}` }))) },
  { name: 'escapes in a message', exits: ANY, act: toAll(refusal({ message: EVIL, __type: EVIL })) },
  { name: 'escapes in a body that is no JSON', exits: ANY, act: toAll(changing(() => ({ body: EVIL }))) },
  { name: 'escapes in a header', exits: ANY, act: toAll((odd) => raw(odd, 'x-amzn-errortype: \u001b[31m::error::pwned\t\u009b31m')) },
  { name: 'escapes in a content type', exits: ANY, act: toAll((odd) => raw(odd, 'Content-Type: \u001b[31mtext/html')) },
  { name: 'an escape in the name of a header', exits: ANY, act: toAll((odd) => raw(odd, 'x-\u001b[31m: 1')) },
];

const echoes: readonly Mode[] = [
  { name: 'echoes the headers in a message', exits: ANY, act: toAll((odd) => refusal({ message: headersOf(odd.request) })(odd)) },
  {
    name: 'echoes the headers as members',
    exits: ANY,
    act: toAll(changing((_, { headers }) => ({ body: JSON.stringify(Object.fromEntries(headers)) }))),
  },
  { name: 'echoes the headers as a text', exits: ANY, act: toAll(changing((_, request) => ({ status: 500, body: headersOf(request) }))) },
  {
    name: 'echoes the secrets in headers',
    exits: ANY,
    act: toAll(
      changing(({ headers }, request) => ({ headers: [...headers, ...secretsOf(request).map((value) => ['x-amzn-errortype', value] as const)] })),
    ),
  },
  {
    name: 'echoes the secrets in base64',
    exits: ANY,
    act: toAll((odd) =>
      refusal({
        message: secretsOf(odd.request)
          .map((text) => Buffer.from(text).toString('base64'))
          .join(' '),
      })(odd),
    ),
  },
  {
    name: 'echoes the secrets as in a URL',
    exits: ANY,
    act: toAll((odd) => refusal({ message: secretsOf(odd.request).map(encodeURIComponent).join('&') })(odd)),
  },
];

/** What a server may say. */
export const TEXTS: readonly Mode[] = [...texts, ...echoes];
