import type { Exchange, Send } from '../../service/exchange.ts';
import type { Clock } from './clock.ts';
import { type Fault, faultOf } from './faults.ts';

/** How long a request may go unanswered, by which clock. */
export interface Patience {
  readonly clock: Clock;
  readonly giveUpAfterMs: number;
}

/** What is known of a request that was not answered yet. */
export interface Trouble {
  /** When it first went wrong. */
  readonly since: number;
  /** How often it was sent. */
  readonly tries: number;
}

/** What is done about a fault. */
export type Remedy =
  /** The same request once more: nothing was carried out, or nothing that is read can be harmed. */
  | { readonly kind: 'again'; readonly waitMs: number }
  /** All of it from the beginning: nobody knows whether the write happened. */
  | { readonly kind: 'restart'; readonly waitMs: number }
  | { readonly kind: 'give-up'; readonly reason: string };

const FIRST_WAIT_MS = 1000;
const WAIT_CAP_MS = 30_000;

/** A quota may keep a second try waiting for minutes: time alone does not show that a request has no hope. */
const TRIES_AT_LEAST = 3;

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Counts one more try that went wrong. */
export const worse = (trouble: Trouble | undefined, now: number): Trouble =>
  trouble === undefined ? { since: now, tries: 1 } : { since: trouble.since, tries: trouble.tries + 1 };

/** How long to wait before the next try: as long as AWS asked for, else longer each time. */
export const waitAfter = ({ retryAfterMs }: Pick<Fault, 'retryAfterMs'>, { tries }: Trouble): number =>
  retryAfterMs ?? Math.min(WAIT_CAP_MS, FIRST_WAIT_MS * 2 ** (tries - 1));

/** Whether nothing got through for so long that nothing will. */
export const isHopeless = ({ since, tries }: Trouble, { clock, giveUpAfterMs }: Patience): boolean =>
  tries >= TRIES_AT_LEAST && clock.now() - since >= giveUpAfterMs;

const SLICE_MS = 1000;

/** Waits, but not past the moment at which the user asks to stop. */
export const pause = async (milliseconds: number, { clock }: Patience, stopped: () => boolean): Promise<void> => {
  for (let left = milliseconds; left > 0 && !stopped(); left -= SLICE_MS) await clock.sleep(Math.min(left, SLICE_MS));
};

const minutes = (milliseconds: number): string => `${Number((milliseconds / 60_000).toFixed(1))} minutes`;

/** What to do about a fault of a request that had so much trouble, this fault included. */
export const remedyFor = (fault: Fault, method: string, trouble: Trouble, patience: Patience): Remedy => {
  if (fault.kind === 'expired' || fault.kind === 'denied') return { kind: 'give-up', reason: fault.reason };
  if (isHopeless(trouble, patience)) {
    return { kind: 'give-up', reason: `${fault.reason}, ${trouble.tries} times in ${minutes(patience.clock.now() - trouble.since)}` };
  }
  const kind = fault.kind === 'throttled' || READS.has(method) ? 'again' : 'restart';
  return { kind, waitMs: waitAfter(fault, trouble) };
};

/** How long nothing at all has been answered. */
export interface Outage {
  /** Whether that has no end. */
  isHopeless(): boolean;
}

/** Watches all that is sent: one request that fails each time is one thing, a line that is dead another. */
export const watching = (send: Send, patience: Patience): { readonly send: Send; readonly outage: Outage } => {
  let trouble: Trouble | undefined;
  const watched: Send = async (request): Promise<Exchange> => {
    const exchange = await send(request);
    trouble = faultOf(exchange) === null ? undefined : worse(trouble, patience.clock.now());
    return exchange;
  };
  return { send: watched, outage: { isHopeless: () => trouble !== undefined && isHopeless(trouble, patience) } };
};
