/** What happens in place of, or to, an answer. */
export type FaultEffect =
  /** 429 TooManyRequestsException; nothing is carried out. */
  | { readonly kind: 'throttle'; readonly retryAfterSeconds?: number }
  /** 500 or 503; `carriedOut` (default false) says whether the request took effect all the same. */
  | { readonly kind: 'error'; readonly status: 500 | 503; readonly carriedOut?: boolean }
  /** The request takes effect, half of the body is sent, then the connection is reset. */
  | { readonly kind: 'reset' }
  /** The request takes effect, and the answer comes after so many milliseconds by the wall clock. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** All temporary credentials issued so far end here: this call and all later ones with them get ExpiredTokenException. */
  | { readonly kind: 'expire' };

/** A fault, and the calls it befalls. */
export interface Fault {
  readonly effect: FaultEffect;
  /** Only calls of this operation, of whichever service; without it, every call of API Gateway. */
  readonly operation?: string;
  /** The first call befallen, counted from 1 among the calls that match since the fault was added. Default 1. */
  readonly from?: number;
  /** Then every nth call that matches. Default 1: each. */
  readonly every?: number;
  /** In place of `from` and `every`: the share of the calls that is befallen, from 0 to 1, by chance that is the same each time. */
  readonly share?: number;
  /** How often in all. Default 1; without end where a share is given. */
  readonly times?: number;
}

/** The faults of a look-alike. */
export interface FaultPlan {
  add(fault: Fault): void;
  /** Counts a call, and gives the effect that befalls it, if any: that of the fault added first. */
  next(service: string, operation: string): FaultEffect | undefined;
  /** How many calls were befallen. */
  injected(): number;
}

interface Pending {
  readonly fault: Fault;
  readonly chance: () => number;
  seen: number;
  left: number;
}

/** Mulberry32: numbers from 0 to 1 that look like chance. */
const createChance = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const befalls = (pending: Pending): boolean => {
  const { from = 1, every = 1, share } = pending.fault;
  if (pending.left <= 0) return false;
  return share === undefined ? pending.seen >= from && (pending.seen - from) % every === 0 : pending.chance() < share;
};

/** Makes a plan of faults. */
export const createFaultPlan = (faults: readonly Fault[]): FaultPlan => {
  const all: Pending[] = [];
  let injected = 0;
  const add = (fault: Fault): void => {
    const left = fault.times ?? (fault.share === undefined ? 1 : Number.POSITIVE_INFINITY);
    all.push({ fault, chance: createChance(all.length + 1), seen: 0, left });
  };
  faults.forEach(add);
  return {
    add,
    next: (service, operation) => {
      const matching = all.filter(({ fault }) => (fault.operation === undefined ? service === 'apigateway' : fault.operation === operation));
      for (const pending of matching) pending.seen += 1;
      const struck = matching.find(befalls);
      if (struck === undefined) return undefined;
      struck.left -= 1;
      injected += 1;
      return struck.fault.effect;
    },
    injected: () => injected,
  };
};
