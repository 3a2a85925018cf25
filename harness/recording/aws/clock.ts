import { setTimeout as wait } from 'node:timers/promises';

/** Time as the quotas count it. */
export interface Clock {
  /** Milliseconds of a monotonic clock. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** The wall's clock, or for tests one that runs `scale` times as fast. */
export const createClock = (scale: number): Clock => ({
  now: () => performance.now() * scale,
  sleep: async (milliseconds) => {
    if (milliseconds > 0) await wait(milliseconds / scale);
  },
});
