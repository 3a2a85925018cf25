import { setTimeout as sleep } from 'node:timers/promises';
import type { Send } from '../service/exchange.ts';

const PAUSE_MS = 250;

/** Asks until anything at all answers; false where nothing did within the time. */
export const waitForAnswer = async (send: Send, milliseconds: number): Promise<boolean> => {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const { outcome } = await send({ method: 'GET', path: '/restapis', headers: [['Accept', 'application/json']], body: '' });
    if (outcome.kind === 'response') return true;
    if (performance.now() >= deadline) return false;
    await sleep(PAUSE_MS);
  }
};
