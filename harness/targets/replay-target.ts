import { join } from 'node:path';
import { HarnessError } from '../base/errors.ts';
import { API_PLACEHOLDERS } from '../engine/load/apis.ts';
import { caseName } from '../engine/load/case-name.ts';
import { type Freshness, staleBecause } from '../engine/load/stale.ts';
import type { PlannedCase } from '../engine/load/types.ts';
import { frameOf, isCreation, isMade } from '../recording/frame.ts';
import { shutNetwork } from '../recording/nock.ts';
import { play, type Stage } from '../recording/play.ts';
import { readCassette, readLock } from '../recording/store.ts';
import type { Cassette, Lock, TapedExchange } from '../recording/types.ts';
import type { Caller } from '../service/authorize.ts';
import { createHttpSend } from '../service/send.ts';
import type { Session, Target } from './target.ts';

/** Which recording is played. */
export interface ReplayOptions {
  readonly recordings: string;
  readonly origin: string;
  readonly caller: Caller;
  /** Null: nothing is too old, and any service model will do. */
  readonly freshness: Freshness | null;
}

/**
 * Making and deleting a case's own APIs is no part of what is judged, and a third of all exchanges:
 * where that went well, the case is lent its APIs instead.
 */
const withoutFrame = (exchanges: readonly TapedExchange[]): readonly TapedExchange[] => {
  const frame = frameOf(exchanges);
  const plain = exchanges.filter(isCreation).every((exchange) => frame.has(exchange) && isMade(exchange));
  return plain ? exchanges.filter((exchange) => !frame.has(exchange)) : exchanges;
};

const makesItsOwn = (exchanges: readonly TapedExchange[]): boolean => {
  const frame = frameOf(exchanges);
  return exchanges.some((exchange) => isCreation(exchange) && frame.has(exchange));
};

/** A case that makes an API itself was lent one, and made the second. */
const lentTo = (exchanges: readonly TapedExchange[]): readonly string[] =>
  Object.values(API_PLACEHOLDERS).slice(0, exchanges.some(isCreation) ? 1 : 2);

/** Cassettes are read when their first case runs, and let go after the last one. */
const shelf = (folder: string, lock: Lock): ((scenario: string) => Cassette) => {
  const read = new Map<string, Cassette>();
  return (scenario) => {
    const cassette = read.get(scenario) ?? readCassette(folder, scenario, lock);
    read.set(scenario, cassette);
    return cassette;
  };
};

const describe = (lock: Lock): ReplayDescription => ({ kind: 'replay', ...targetOf(lock), origin: lock.origin, signed: false });

const targetOf = (lock: Lock): { name: string; version: string | null } => lock.sessions.at(-1)?.target ?? { name: lock.origin, version: null };

/** Begins the reason of a case that is skipped because its recording is stale. */
export const STALE = 'stale: ';

const staleSession = (lock: Lock, index: number, freshness: Freshness | null): string | null => {
  const session = lock.sessions[index];
  return session === undefined || freshness === null ? null : staleBecause(session, freshness);
};

/** What a report says of a recording that is played. */
export type ReplayDescription = Pick<Target, 'kind' | 'name' | 'version' | 'origin' | 'signed'>;

const lockOf = (folder: string, origin: string): Lock => {
  const lock = readLock(folder);
  if (lock.origin === origin) return lock;
  throw new HarnessError(
    'recording-invalid',
    `Failed to read recording ${folder}: its lock.json is of origin ${lock.origin}`,
    'Name the folder as its origin.',
  );
};

/** Describes a recording without playing it. @throws HarnessError as {@link replayTarget} */
export const describeReplay = (recordings: string, origin: string): ReplayDescription => describe(lockOf(join(recordings, origin), origin));

/** The same way out that live targets have; nock answers at its end. */
const stageAt = (host: string): Stage => ({ host, ...createHttpSend({ endpoint: new URL(host), timeoutMs: TIMEOUT_MS, sockets: 1 }) });

const TIMEOUT_MS = 60_000;

/**
 * A recording as a target: its exchanges are played through nock, and the network is shut.
 * nock is global, so each case has a host of its own and several play at a time.
 * @throws HarnessError where there is no such recording, or a checksum is wrong
 */
export const replayTarget = ({ recordings, origin, caller, freshness }: ReplayOptions): Target => {
  const folder = join(recordings, origin);
  const lock = lockOf(folder, origin);
  const cassetteOf = shelf(folder, lock);
  for (const scenario of Object.keys(lock.cassettes)) cassetteOf(scenario);
  const openNetwork = shutNetwork();
  const free: Stage[] = [];
  let hosts = 0;
  /** nock looks through every host it ever saw: one that a case has left serves the next. */
  const takeStage = (): Stage => free.pop() ?? stageAt(`http://${++hosts}.replay.invalid`);
  const open = (planned: PlannedCase): Session | { readonly skipped: string } => {
    const pinned = lock.cassettes[planned.scenario.id];
    if (pinned === undefined) return { skipped: 'not recorded' };
    const stale = staleSession(lock, pinned.session, freshness);
    if (stale !== null) return { skipped: `${STALE}${stale}` };
    const cassette = cassetteOf(planned.scenario.id);
    const taped = cassette.cases[caseName(planned.case)];
    if (cassette.sends !== planned.scenario.sends) return { skipped: `${STALE}the scenario gives or sends something else than was recorded` };
    if (taped === undefined) return { skipped: 'not recorded' };
    const exchanges = withoutFrame(taped);
    const stage = takeStage();
    const player = play(exchanges, cassette.bodies, stage);
    const finish = (): string | null => {
      free.push(stage);
      return player.finish();
    };
    return { send: player.send, apis: makesItsOwn(exchanges) ? null : lentTo(exchanges), finish };
  };
  const send: Target['send'] = async (request) => ({
    request,
    outcome: { kind: 'failure', failure: { code: 'mismatch', message: 'nothing but cases is recorded' } },
  });
  return {
    ...describe(lock),
    endpoint: 'http://replay.invalid',
    caller,
    restApiId: null,
    send,
    open,
    close: async () => openNetwork(),
  };
};
