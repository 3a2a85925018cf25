import type { Json } from '../../base/json.ts';
import { digestOf } from '../load/digest.ts';
import type { Fact } from '../load/types.ts';
import type { RunDocument, ScenarioResult, StoredExchange } from './types.ts';

/** The exchanges of a run, by case, and their long bodies by digest. */
export interface Traffic {
  readonly cases: Readonly<Record<string, readonly StoredExchange[]>>;
  readonly bodies: Readonly<Record<string, string>>;
}

/** What the suite of a run says of its scenarios and facts. */
export interface SuiteTexts {
  readonly scenarios: readonly ScenarioResult[];
  readonly facts: readonly Fact[];
}

/** `exchanges.json`: what a run sent and heard, and the texts of its suite, which a later version may no longer have. */
export interface ExchangesFile extends Traffic {
  readonly $schema: string;
  readonly format: 1;
  readonly suite: RunDocument['suite'] & SuiteTexts;
}

/** The traffic that a run holds. */
export const trafficOf = ({ cases, bodies }: RunDocument): Traffic => ({
  cases: Object.fromEntries(cases.flatMap((one) => (one.exchanges.length === 0 ? [] : [[one.id, one.exchanges]]))),
  bodies,
});

/** Digest of traffic, by which a run document knows its own, wherever it lies. */
export const trafficDigest = ({ cases, bodies }: Traffic): string => digestOf({ cases, bodies } as unknown as Json);

/** What lies beside `run.json`; null where the traffic is not at hand. */
export const exchangesFile = (run: RunDocument): ExchangesFile | null => {
  if (run.bare !== undefined) return null;
  const { suite, scenarios, facts } = run;
  return { $schema: 'urn:apigw-conformance:exchanges', format: 1, suite: { ...suite, scenarios, facts }, ...trafficOf(run) };
};
