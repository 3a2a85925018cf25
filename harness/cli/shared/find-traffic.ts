import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HarnessError } from '../../base/errors.ts';
import { type JsonObject, parseJson } from '../../base/json.ts';
import { readJsonFile } from '../../engine/result/read-file.ts';
import type { Elsewhere } from '../../engine/result/restore-run.ts';
import type { StoredRun } from '../../engine/result/stored-run.ts';
import { type ExchangesFile, trafficDigest } from '../../engine/result/traffic.ts';
import { type CaseName, recordedTraffic } from './recorded-traffic.ts';
import { textsOfSuite } from './suite-texts.ts';

/** The file beside `run.json` that holds its traffic. */
export const EXCHANGES = 'exchanges.json';

const schema = (): JsonObject => parseJson(readFileSync(new URL('../../engine/result/exchanges.schema.json', import.meta.url), 'utf8')) as JsonObject;

const KIND = { what: 'exchanges', code: 'run-invalid', hint: 'Remove the file, or run again.' } as const;

/** What lies beside a run; or why that is not its traffic, as a clause. */
type Beside = ExchangesFile | { readonly why: string };

const besideOf = (path: string, digest: string): Beside => {
  const beside = join(dirname(path), EXCHANGES);
  if (!existsSync(beside)) return { why: `there is no ${EXCHANGES} beside it` };
  try {
    const file = readJsonFile<ExchangesFile>(beside, { ...KIND, schema: schema() });
    return trafficDigest(file) === digest ? file : { why: `the ${EXCHANGES} beside it is of another run` };
  } catch (thrown) {
    if (thrown instanceof HarnessError) return { why: thrown.message };
    throw thrown;
  }
};

const recordedOf = ({ target: { origin }, exchanges }: StoredRun, cases: readonly CaseName[]): Elsewhere['traffic'] => {
  const recorded = recordedTraffic(origin, cases);
  const own = recorded.find((traffic) => trafficDigest(traffic) === exchanges);
  if (own !== undefined) return own;
  return { why: recorded.length === 0 ? `no recording of ${origin} comes along` : `the recording of ${origin} is of other answers` };
};

/** What lies elsewhere of a run: its traffic in the file beside it, or else in the recording that was played; what its suite says, in ours or else there. */
export const findElsewhere = (path: string, stored: StoredRun, cases: () => readonly CaseName[]): Elsewhere => {
  const beside = besideOf(path, stored.exchanges);
  const texts = textsOfSuite(stored.suite.digest);
  if ('suite' in beside) return { texts: texts ?? (beside.suite.digest === stored.suite.digest ? beside.suite : null), traffic: beside };
  const recorded = recordedOf(stored, cases());
  return { texts, traffic: 'cases' in recorded ? recorded : { why: `${beside.why}, and ${recorded.why}` } };
};

/** What is known of a run where nobody asks for its traffic. */
export const withoutTraffic = ({ suite }: StoredRun): Elsewhere => ({ texts: textsOfSuite(suite.digest), traffic: { why: 'nobody asked for it' } });
