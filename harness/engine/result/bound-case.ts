import type { HeaderPair, WireResponse } from '../../service/exchange.ts';
import type { Finding, StepVerdict } from '../judge/types.ts';
import { digestText } from '../load/digest.ts';
import { isFrameStep } from '../load/step-names.ts';
import type { Cut, NamedExchange } from './named-exchange.ts';
import { cutText, HUGE, Room } from './room.ts';

/** Room for what one case found, for its headers, and for its long bodies: twice what lawful answers were seen to need. */
const ROOM = { findings: 24_576, headers: 8_192, bodies: 32_768 };

/** Bodies up to this length stand where they are, and are not counted. */
const SHORT_BODY = 512;

/** Findings of one step, those that decide and those that do not, each. */
const MOST_FINDINGS = 100;

const boundFinding = (finding: Finding, room: Room): Finding => ({
  ...finding,
  pointer: room.text(finding.pointer),
  expected: room.expected(finding.expected),
  actual: room.value(finding.actual),
});

const more = (finding: Finding, count: number): Finding => ({
  ...finding,
  pointer: '',
  expected: { value: null },
  actual: `${count} more differences, which are not kept`,
});

const fewest = (findings: readonly Finding[]): readonly Finding[] => {
  if (findings.length <= MOST_FINDINGS) return findings;
  return [true, false].flatMap((gating) => {
    const own = findings.filter((finding) => finding.gating === gating);
    const dropped = own.slice(MOST_FINDINGS);
    return dropped[0] === undefined ? own : [...own.slice(0, MOST_FINDINGS), more(dropped[0], dropped.length)];
  });
};

/** What a case found, bounded: an answer can differ in a hundred thousand places, each with a megabyte of text. */
export const boundSteps = (steps: readonly StepVerdict[]): readonly StepVerdict[] => {
  const room = new Room(ROOM.findings);
  return steps.map((step) => ({
    ...step,
    findings: fewest(step.findings).map((finding) => boundFinding(finding, room)),
    observations: step.observations.map((seen) => ({ ...seen, value: room.value(seen.value) })),
  }));
};

interface Rooms {
  readonly headers: Room;
  readonly bodies: Room;
  readonly seen: Set<string>;
}

const fits = (body: string, { bodies, seen }: Rooms): boolean => {
  if (body.length <= SHORT_BODY || seen.has(body)) return true;
  if (body.length > HUGE || !bodies.take(body.length)) return false;
  seen.add(body);
  return true;
};

const cutBody = ({ body, encoding }: WireResponse): { readonly body: string; readonly cut: Cut } => ({
  body: encoding === 'base64' ? `base64: ${cutText(body)}` : cutText(body),
  cut: { digest: digestText(body), length: Buffer.byteLength(body, encoding) },
});

const boundHeaders = (pairs: readonly HeaderPair[], { headers }: Rooms): readonly HeaderPair[] =>
  pairs.map(([name, value]): HeaderPair => [headers.text(name), headers.text(value)]);

const boundExchange = (named: NamedExchange, rooms: Rooms): NamedExchange => {
  const { exchange } = named;
  if (named.cut !== undefined || exchange.outcome.kind === 'failure') return named;
  const { response } = exchange.outcome;
  const headers = boundHeaders(response.headers, rooms);
  const whole = isFrameStep(named.step) ? response.body.length <= SHORT_BODY : fits(response.body, rooms);
  const { body, cut } = whole ? { body: response.body, cut: undefined } : cutBody(response);
  const encoding = cut === undefined ? response.encoding : 'utf8';
  const bound = { ...exchange, outcome: { kind: 'response' as const, response: { ...response, headers, body, encoding } } };
  return cut === undefined ? { ...named, exchange: bound } : { ...named, exchange: bound, cut };
};

/** The traffic of a case, bounded. What is cut keeps the digest and length of the whole; bounding twice changes nothing more. */
export const boundExchanges = (exchanges: readonly NamedExchange[]): readonly NamedExchange[] => {
  const rooms: Rooms = { headers: new Room(ROOM.headers), bodies: new Room(ROOM.bodies), seen: new Set() };
  return exchanges.map((named) => boundExchange(named, rooms));
};
