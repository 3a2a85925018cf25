import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../../base/errors.ts';
import { boundExchanges } from '../../engine/result/bound-case.ts';
import type { NamedExchange } from '../../engine/result/named-exchange.ts';
import { type BodyStore, storeExchange } from '../../engine/result/store-exchange.ts';
import type { Traffic } from '../../engine/result/traffic.ts';
import type { StoredExchange } from '../../engine/result/types.ts';
import { frameOf } from '../../recording/frame.ts';
import { isNoFolderName } from '../../recording/names.ts';
import { readCassette, readLock } from '../../recording/store.ts';
import { exchangeOf } from '../../recording/tape.ts';
import type { Cassette, Lock } from '../../recording/types.ts';
import { BUNDLED } from './bundled.ts';

/** A case by its scenario and its name. */
export interface CaseName {
  readonly id: string;
  readonly scenario: string;
  readonly name: string;
}

const stored = (cassette: Cassette, name: string, bodies: BodyStore): readonly StoredExchange[] => {
  const taped = cassette.cases[name] ?? [];
  const frame = frameOf(taped);
  const named = taped.map((one): NamedExchange => ({ step: one.step, frame: frame.has(one), exchange: exchangeOf(one, cassette.bodies) }));
  return boundExchanges(named)
    .filter((one) => !one.frame)
    .map((one) => storeExchange(one, bodies));
};

const fromFolder = (folder: string, lock: Lock, cases: readonly CaseName[]): Traffic => {
  const bodies: BodyStore = new Map();
  const cassettes = new Map<string, Cassette>();
  const exchanges = cases.flatMap(({ id, scenario, name }): readonly [string, readonly StoredExchange[]][] => {
    if (lock.cassettes[scenario] === undefined) return [];
    const cassette = cassettes.get(scenario) ?? readCassette(folder, scenario, lock);
    cassettes.set(scenario, cassette);
    const own = stored(cassette, name, bodies);
    return own.length === 0 ? [] : [[id, own]];
  });
  return { cases: Object.fromEntries(exchanges), bodies: Object.fromEntries([...bodies].sort(([a], [b]) => (a < b ? -1 : 1))) };
};

/** A run document may come from anybody: what it names is a folder beside others, or nothing. */
const isFolderName = (origin: string): boolean => /^[^./\\:][^/\\:]*$/.test(origin) && !isNoFolderName(origin);

/**
 * What recordings of an origin hold of these cases: of those that come along, and of `./recordings`.
 * Whether it is the traffic of a run its digest tells; a recording that cannot be read is none.
 */
export const recordedTraffic = (origin: string, cases: readonly CaseName[]): readonly Traffic[] => {
  if (!isFolderName(origin)) return [];
  const folders = [BUNDLED, 'recordings'].map((recordings) => join(recordings, origin)).filter((folder) => existsSync(join(folder, 'lock.json')));
  return folders.flatMap((folder) => {
    try {
      return [fromFolder(folder, readLock(folder), cases)];
    } catch (thrown) {
      if (thrown instanceof HarnessError) return [];
      throw thrown;
    }
  });
};
