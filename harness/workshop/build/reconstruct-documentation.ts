/**
 * Writes the recording `aws-documentation` from the samples of AWS's API reference in `documentation-samples.json`:
 *
 *   npx tsx harness/workshop/build/reconstruct-documentation.ts [RECORDINGS]
 *
 * Only scenarios of which the documentation shows every answer are there. It shows no headers.
 */
import { readFileSync } from 'node:fs';
import type { Json } from '../../base/json.ts';
import { VERSION } from '../../base/version.ts';
import { API_PLACEHOLDERS } from '../../engine/load/apis.ts';
import { loadSuite } from '../../engine/load/load.ts';
import { tape } from '../../recording/tape.ts';
import type { Cassette, PackedBody, Provenance, TapedExchange } from '../../recording/types.ts';
import { askedBy } from './asked.ts';
import { writeReconstruction } from './write-reconstruction.ts';

interface Sample {
  readonly scenario: string;
  readonly source: string;
  readonly date: string;
  /** The id of the API that the sample shows. */
  readonly api: string;
  /** By step; a null body is not shown. */
  readonly answers: Readonly<Record<string, { readonly status: number; readonly body: Json }>>;
}

const ORIGIN = 'aws-documentation';
const [recordings = 'recordings'] = process.argv.slice(2);
const samples = JSON.parse(readFileSync(new URL('./documentation-samples.json', import.meta.url), 'utf8')) as readonly Sample[];
const suite = loadSuite();

const reconstruct = async ({ scenario, api, answers }: Sample): Promise<Cassette> => {
  const { planned, asked } = await askedBy(suite, scenario);
  const bodies = new Map<string, PackedBody>();
  const taped = asked.map(({ step, exchange }): TapedExchange => {
    const answer = answers[step];
    if (answer === undefined) throw new Error(`${scenario}: the documentation shows no answer to ${step}`);
    const body = answer.body === null ? '' : JSON.stringify(answer.body).replaceAll(api, API_PLACEHOLDERS.api);
    const outcome = { kind: 'response', response: { status: answer.status, headers: [], body, encoding: 'utf8' } } as const;
    const { request, response } = tape(step, { request: exchange.request, outcome }, bodies);
    return { step, request, response: { status: answer.status, headers: null, body: response?.body ?? '' } };
  });
  return {
    format: 1,
    origin: ORIGIN,
    scenario,
    sends: planned.scenario.sends,
    bodies: Object.fromEntries(bodies),
    cases: { '': taped },
  };
};

const provenance = ({ source, date }: Sample): Provenance => ({
  kind: 'reconstructed',
  source: `${source}; no headers shown`,
  date,
  target: { name: 'AWS, as documented', version: null },
  region: 'us-east-1',
  tool: `apigw-conformance ${VERSION}`,
  sdk: 'none',
  node: process.versions.node,
});

const written = await Promise.all(samples.map(async (one) => ({ cassette: await reconstruct(one), session: provenance(one) })));
writeReconstruction({ recordings, origin: ORIGIN, suite: suite.digest, written });
