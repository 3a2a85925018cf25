interface Quota {
  readonly perSecond: number;
  readonly burst: number;
}

/** Rate quotas of API Gateway's control plane: per account and region, not adjustable. */
const TOTAL: Quota = { perSecond: 10, burst: 40 };
const CREATE: Quota = { perSecond: 1 / 3, burst: 1 };
const CREATE_EDGE: Quota = { perSecond: 1 / 30, burst: 1 };
const DELETE: Quota = { perSecond: 1 / 30, burst: 1 };

/**
 * What a caller's clock may be ahead, in milliseconds by the wall: at a clock scale of 100 the 3 s between two creations are 30 ms,
 * and timers are not that exact. The rate over time stays as it is.
 */
const SLACK_MS = 25;

interface Bucket {
  /** Fills up, and says whether a call may pass. */
  ready(now: number): boolean;
  take(): void;
}

const createBucket = ({ perSecond, burst }: Quota, slackSeconds: number): Bucket => {
  const slack = Math.min(slackSeconds * perSecond, burst / 2);
  let tokens = burst;
  let filled = 0;
  return {
    ready: (now) => {
      tokens = Math.min(burst, tokens + (now - filled) * perSecond);
      filled = now;
      return tokens >= 1 - slack;
    },
    take: () => {
      tokens -= 1;
    },
  };
};

/** The quotas of one account in one region. */
export interface Quotas {
  /** Takes a call, or refuses it; a refused one costs nothing. */
  admit(operation: string, body: string): boolean;
}

/** Makes full buckets, on a clock that runs `scale` times as fast as the wall, of which `now` gives the milliseconds. */
export const createQuotas = (scale: number, now: () => number): Quotas => {
  const slack = (SLACK_MS / 1000) * scale;
  const start = now();
  const seconds = (): number => ((now() - start) / 1000) * scale;
  const bucketFor = (quota: Quota): Bucket => createBucket(quota, slack);
  const [total, create, edge, remove] = [bucketFor(TOTAL), bucketFor(CREATE), bucketFor(CREATE_EDGE), bucketFor(DELETE)];
  const bucketsOf = (operation: string, body: string): readonly Bucket[] => {
    if (operation === 'DeleteRestApi') return [total, remove];
    if (operation !== 'CreateRestApi') return [total];
    return [total, /"(REGIONAL|PRIVATE)"/.test(body) ? create : edge];
  };
  return {
    admit: (operation, body) => {
      const at = seconds();
      const buckets = bucketsOf(operation, body);
      const open = buckets.map((bucket) => bucket.ready(at)).every((ready) => ready);
      if (open) for (const bucket of buckets) bucket.take();
      return open;
    },
  };
};
