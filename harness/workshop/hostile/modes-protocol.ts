import { ANY, changing, type Mode, type Odd, RIGHT, to, toAll } from './odd.ts';

const JSON_HEAD = 'Content-Type: application/json\r\n';
const FAULT = [3];

const bodyOf = ({ right }: Odd): string => String(right.body);

const headOf = (odd: Odd, ...headers: readonly string[]): string =>
  `HTTP/1.1 ${odd.right.status} X\r\n${JSON_HEAD}${odd.right.headers
    .filter(([name]) => /^x-amz/i.test(name))
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}${headers.map((header) => `${header}\r\n`).join('')}\r\n`;

const lengthOf = (odd: Odd): string => `Content-Length: ${Buffer.byteLength(bodyOf(odd))}`;

const whole = (odd: Odd): string => `${headOf(odd, lengthOf(odd))}${bodyOf(odd)}`;

const trickle = (odd: Odd, text: string): void => {
  let at = 0;
  const timer = setInterval(() => {
    if (odd.response.req.socket.destroyed || at >= text.length) return clearInterval(timer);
    odd.raw(text[at] ?? '');
    at += 1;
  }, 100);
};

const endless = (odd: Odd, chunk: string): void => {
  const { socket } = odd.response.req;
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
    if (!socket.destroyed) socket.once('drain', more);
  };
  more();
};

const SWITCH = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';

const SHORT = ['--timeout', '1'];

const switches: readonly Mode[] = [
  { name: '101 on PATCH', exits: FAULT, act: to('PATCH', (odd) => odd.raw(SWITCH)) },
  { name: '101 on everything', exits: FAULT, act: (odd) => odd.raw(SWITCH), keepsApis: true },
  { name: '101 without Upgrade', exits: FAULT, act: to('PATCH', (odd) => odd.raw('HTTP/1.1 101 X\r\n\r\n')) },
  { name: 'a flood of 100 Continue', exits: FAULT, act: to('PATCH', (odd) => endless(odd, 'HTTP/1.1 100 Continue\r\n\r\n')) },
  {
    name: 'three 103 Early Hints',
    exits: RIGHT,
    act: toAll((odd) => odd.raw('HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n'.repeat(3), whole(odd))),
  },
];

const framing: readonly Mode[] = [
  {
    name: 'chunks with trailers',
    exits: RIGHT,
    act: toAll((odd) =>
      odd.raw(
        headOf(odd, 'Transfer-Encoding: chunked', 'Trailer: X-Sum'),
        bodyOf(odd) === '' ? '' : `${Buffer.byteLength(bodyOf(odd)).toString(16)};ext=1\r\n${bodyOf(odd)}\r\n`,
        '0\r\nX-Sum: 1\r\n\r\n',
      ),
    ),
  },
  {
    name: 'HTTP/1.0 without a length',
    exits: RIGHT,
    act: toAll((odd) => {
      odd.raw(headOf(odd).replace('HTTP/1.1', 'HTTP/1.0'), bodyOf(odd));
      odd.end();
    }),
  },
  {
    name: 'closed before the end of the body',
    exits: FAULT,
    act: to('GET', (odd) => {
      odd.raw(headOf(odd, 'Content-Length: 5000'), '{"a":');
      odd.end();
    }),
  },
  { name: 'closed without a byte', exits: FAULT, act: to('PATCH', (odd) => odd.end()) },
  { name: 'reset', exits: FAULT, act: to('PATCH', (odd) => void odd.response.req.socket.resetAndDestroy()) },
  { name: 'a chunk that is none', exits: FAULT, act: to('PATCH', (odd) => odd.raw(headOf(odd, 'Transfer-Encoding: chunked'), 'zz\r\n{}\r\n')) },
  { name: 'two lengths', exits: FAULT, act: to('PATCH', (odd) => odd.raw(headOf(odd, 'Content-Length: 2', 'Content-Length: 7'), '{}')) },
  {
    name: 'a length and chunks',
    exits: FAULT,
    act: to('PATCH', (odd) => odd.raw(headOf(odd, 'Content-Length: 2', 'Transfer-Encoding: chunked'), '2\r\n{}\r\n0\r\n\r\n')),
  },
  {
    name: 'a head of 64 KiB',
    exits: FAULT,
    act: to('PATCH', (odd) => odd.raw(headOf(odd, `X-Long: ${'x'.repeat(65_536)}`, lengthOf(odd)), bodyOf(odd))),
  },
  { name: 'a head without end', exits: FAULT, act: to('PATCH', (odd) => endless(odd, `${headOf(odd).slice(0, -2)}X-More: ${'x'.repeat(999)}\r\n`)) },
  {
    name: '500 headers',
    exits: FAULT,
    act: to('PATCH', (odd) => odd.raw(headOf(odd, ...Array.from({ length: 500 }, (_, at) => `Allow: ${at}`), lengthOf(odd)), bodyOf(odd))),
  },
  { name: 'garbage', exits: FAULT, act: to('PATCH', (odd) => odd.raw('\u001b[31m::error::not HTTP at all\n\n')) },
  { name: 'TLS where HTTP is spoken', exits: FAULT, act: (odd) => odd.raw(Buffer.from([21, 3, 1, 0, 2, 2, 40])), keepsApis: true },
  { name: 'every answer twice', exits: ANY, act: to('GET', (odd) => odd.raw(whole(odd), whole(odd))) },
  {
    name: 'the connection closed after every answer, unannounced',
    exits: [0, 3],
    act: (odd) => {
      odd.raw(whole(odd));
      odd.end();
    },
  },
  { name: 'Connection: close', exits: RIGHT, act: changing(({ headers }) => ({ headers: [...headers, ['Connection', 'close']] })) },
];

const times: readonly Mode[] = [
  { name: 'hangs on PATCH', exits: FAULT, flags: SHORT, act: to('PATCH', () => {}) },
  { name: 'hangs on everything', exits: FAULT, flags: SHORT, act: () => {}, keepsApis: true },
  { name: 'hangs on all but making and deleting APIs', exits: FAULT, flags: SHORT, act: toAll(() => {}) },
  {
    name: 'a body of ten bytes a second',
    exits: FAULT,
    flags: SHORT,
    act: to('PATCH', (odd) => {
      odd.raw(headOf(odd, lengthOf(odd)));
      trickle(odd, bodyOf(odd));
    }),
  },
  { name: 'a head of ten bytes a second', exits: FAULT, flags: SHORT, act: to('PATCH', (odd) => trickle(odd, whole(odd))) },
];

const statuses: readonly Mode[] = [
  { name: 'status 999', exits: FAULT, act: to('PATCH', (odd) => odd.raw('HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n')) },
  { name: 'status 099', exits: FAULT, act: to('PATCH', (odd) => odd.raw('HTTP/1.1 099 X\r\nContent-Length: 0\r\n\r\n')) },
  { name: 'a 204 with a body', exits: ANY, act: to('PATCH', (odd) => odd.raw(`HTTP/1.1 204 X\r\n${JSON_HEAD}Content-Length: 2\r\n\r\n{}`)) },
  { name: 'a 304 that nobody asked for', exits: ANY, act: toAll(changing(() => ({ status: 304, body: '' }))) },
  {
    name: 'a redirect to another host',
    exits: ANY,
    act: toAll(changing(() => ({ status: 307, headers: [['Location', 'http://192.0.2.1/latest/meta-data']], body: '' }))),
  },
  { name: '403 to everything', exits: ANY, act: (odd) => odd.give({ status: 403, headers: [], body: '{"message":"Forbidden"}' }), keepsApis: true },
  { name: '429 to everything', exits: ANY, act: toAll(changing(() => ({ status: 429, headers: [['Retry-After', '1e999']], body: '' }))) },
  { name: '500 to everything', exits: ANY, act: toAll(changing(() => ({ status: 500, body: '<html>oops</html>' }))) },
];

/** What a server may do below the body of an answer. */
export const PROTOCOL: readonly Mode[] = [...switches, ...framing, ...times, ...statuses];
