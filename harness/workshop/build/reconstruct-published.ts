/**
 * Writes the recording `aws-published` from the answers that others recorded on AWS and published:
 *
 *   npx tsx harness/workshop/build/reconstruct-published.ts PATH/gateway-responses-2024.json [RECORDINGS]
 *
 * The requests are those of the scenarios `published/*`, which follow the published calls one by one; a call whose input differs stops the script.
 */
import { readFileSync } from 'node:fs';
import { differences } from '../../base/compare.ts';
import { isObject, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { VERSION } from '../../base/version.ts';
import { loadSuite } from '../../engine/load/load.ts';
import { tape } from '../../recording/tape.ts';
import type { Cassette, PackedBody, Provenance, TapedExchange } from '../../recording/types.ts';
import { askedBy } from './asked.ts';
import { writeReconstruction } from './write-reconstruction.ts';

interface Call {
  readonly name: string;
  readonly input: JsonObject;
  readonly status: number;
  readonly answer: JsonObject;
}

interface Sequence {
  readonly test: string;
  readonly recorded: string;
  readonly steps: readonly Call[];
}

const SCENARIOS: Readonly<Record<string, string>> = {
  test_gateway_response_crud: 'published/crud',
  test_gateway_response_put: 'published/put',
  test_gateway_response_validation: 'published/validation',
  test_update_gateway_response: 'published/update',
};

const ORIGIN = 'aws-published';
const [path = '', recordings = 'recordings'] = process.argv.slice(2);
const published = JSON.parse(readFileSync(path, 'utf8')) as { source: string; sequences: readonly Sequence[] };
const suite = loadSuite();

const isoDate = (recorded: string): string => recorded.slice(0, 10).split('-').reverse().join('-');

/** The snapshot shows a template that is a JSON document decoded; on the wire it is the text that was sent. */
const sentTemplates = (answer: JsonObject, sent: ReadonlyMap<string, string>): JsonObject => {
  const templates = answer['responseTemplates'];
  if (!isObject(templates)) return answer;
  const texts = Object.entries(templates).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : (sent.get(JSON.stringify(value)) ?? JSON.stringify(value)),
  ]);
  return { ...answer, responseTemplates: Object.fromEntries(texts) };
};

const errorBody = (message: string, unknownApi: string): JsonObject => ({
  message: message.replace('111111111111', '000000000000').replace('fake-api-id', unknownApi),
});

const bodyOf = ({ answer }: Call, sent: ReadonlyMap<string, string>, unknownApi: string): { body: string; errorType?: string } => {
  const error = answer['Error'];
  if (isObject(error)) return { body: JSON.stringify(errorBody(String(error['Message']), unknownApi)), errorType: String(error['Code']) };
  const { items, ...rest } = answer as { items?: readonly JsonObject[] };
  if (items !== undefined) return { body: JSON.stringify({ item: items.map((item) => sentTemplates(item, sent)), ...rest }) };
  return { body: Object.keys(answer).length === 0 ? '' : JSON.stringify(sentTemplates(answer, sent)) };
};

const templatesSent = (steps: readonly Call[]): ReadonlyMap<string, string> => {
  const texts = steps.flatMap(({ input }) => (isObject(input['responseTemplates']) ? Object.values(input['responseTemplates']) : []));
  return new Map(texts.map((text): [string, string] => [JSON.stringify(parseJson(String(text)) ?? null), String(text)]));
};

/** What a request carries beside its path, in the words of the published input. */
const sentInput = (body: string): Json => parseJson(body === '' ? '{}' : body) ?? null;

const publishedInput = ({ restApiId: _, responseType: __, ...input }: JsonObject): Json => input;

const check = (call: Call, request: TapedExchange['request'], body: string): void => {
  const [difference] = differences(publishedInput(call.input), sentInput(body));
  if (difference !== undefined) throw new Error(`${call.name}: the scenario sends something else at ${difference.pointer} of ${request.path}`);
};

const reconstruct = async ({ test, steps }: Sequence): Promise<Cassette> => {
  const { planned, asked } = await askedBy(suite, SCENARIOS[test] ?? '');
  const sent = templatesSent(steps);
  const bodies = new Map<string, PackedBody>();
  const taped = asked.map(({ step, exchange }, index): TapedExchange => {
    const call = steps[index];
    if (call === undefined || asked.length !== steps.length)
      throw new Error(`${test}: ${steps.length} calls were published, the scenario sends ${asked.length}`);
    const { request } = tape(step, exchange, bodies);
    check(call, request, exchange.request.body);
    const [, unknownApi = ''] = exchange.request.path.split('/').slice(1);
    const { body, errorType } = bodyOf(call, sent, unknownApi);
    return { step, request, response: { status: call.status, headers: null, body, ...(errorType === undefined ? {} : { errorType }) } };
  });
  const used = new Set(taped.map(({ request }) => request.body.slice(1)));
  const kept = Object.fromEntries([...bodies].filter(([digest]) => used.has(digest)));
  return { format: 1, origin: ORIGIN, scenario: planned.scenario.id, sends: planned.scenario.sends, bodies: kept, cases: { '': taped } };
};

const provenance = ({ test, recorded }: Sequence): Provenance => ({
  kind: 'reconstructed',
  source: `${published.source}, test ${test}; parsed by its client: no headers, null and unmodelled members dropped; the member that holds an error's text is ours`,
  date: isoDate(recorded),
  target: { name: 'AWS, as published', version: null },
  region: 'not told',
  tool: `apigw-conformance ${VERSION}`,
  sdk: 'boto3 (of the publisher)',
  node: process.versions.node,
});

const written = await Promise.all(published.sequences.map(async (one) => ({ cassette: await reconstruct(one), session: provenance(one) })));
writeReconstruction({ recordings, origin: ORIGIN, suite: suite.digest, written });
