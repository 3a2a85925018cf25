import type { CaseResult } from './types.ts';

/** The length of what a case sent, paths apart; known too where the traffic is not at hand. */
export const sentBytes = ({ exchanges, bare }: CaseResult): number =>
  bare?.bytes ?? exchanges.reduce((sum, { request }) => sum + JSON.stringify(request.body ?? '').length, 0);
