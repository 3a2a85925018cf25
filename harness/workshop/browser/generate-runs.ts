import { summarise } from '../../engine/result/summary.ts';
import type { CaseResult, RunDocument, ScenarioResult, StoredBody, StoredExchange } from '../../engine/result/types.ts';

const inText = (text: string, mark: string): string =>
  text.replaceAll('"value":"', `"value":"${mark} `).replaceAll('"message"', `"message of ${mark}"`);

const inBody = (body: StoredBody, mark: string): StoredBody => ('text' in body ? { text: inText(body.text, mark) } : body);

const inRequest = (exchange: StoredExchange, mark: string): StoredExchange['request'] => {
  const { body, ...request } = exchange.request;
  return body === undefined ? request : { ...request, body: inBody(body, mark) };
};

const answerOf = (response: NonNullable<StoredExchange['response']>, mark: string): NonNullable<StoredExchange['response']> => {
  const { body, ...rest } = response;
  const headers = [...rest.headers, ['x-served-by', mark] as const];
  return body === undefined ? { ...rest, headers } : { ...rest, headers, body: inBody(body, mark) };
};

interface Marks {
  /** Of a copied case: what it sends is another request. */
  readonly copy: string;
  /** Of a target: what it answers is nobody else's answer. */
  readonly target: string;
}

const marked = (one: CaseResult, { copy, target }: Marks): CaseResult => ({
  ...one,
  id: one.id.replace(one.scenario, `${one.scenario}${copy}`),
  scenario: `${one.scenario}${copy}`,
  exchanges: one.exchanges.map((exchange) => ({
    ...exchange,
    request: copy === '' ? exchange.request : inRequest(exchange, copy),
    ...(exchange.response === undefined ? {} : { response: answerOf(exchange.response, target) }),
  })),
});

const longBodies = (bodies: RunDocument['bodies'], target: string): RunDocument['bodies'] =>
  Object.fromEntries(Object.entries(bodies).map(([digest, text]) => [`${target}${digest}`, inText(text, target)]));

const withLongBodies = (one: CaseResult, target: string): CaseResult =>
  JSON.parse(JSON.stringify(one).replaceAll('{"digest":"', `{"digest":"${target}`)) as CaseResult;

/** Makes a run larger, and a target of its own: so many cases, and answers that no other target gives. */
const enlarge = (run: RunDocument, target: string, size: number): RunDocument => {
  const extra = run.cases.slice(0, Math.max(0, size - run.cases.length));
  const copied = new Set(extra.map(({ scenario }) => scenario));
  const copies = run.scenarios.filter(({ id }) => copied.has(id)).map((scenario): ScenarioResult => ({ ...scenario, id: `${scenario.id}-2` }));
  const cases = [
    ...run.cases.slice(0, size).map((one) => withLongBodies(marked(one, { copy: '', target }), target)),
    ...extra.map((one) => withLongBodies(marked(one, { copy: '-2', target }), target)),
  ];
  return {
    ...run,
    target: { ...run.target, name: target, origin: target },
    planned: cases.map(({ id }) => id).sort(),
    scenarios: [...run.scenarios, ...copies],
    cases,
    summary: summarise(cases),
    bodies: longBodies(run.bodies, target),
  };
};

/** As many targets with as many cases each, from real runs: the page has to carry them. */
export const generateRuns = (runs: readonly RunDocument[], targets: number, cases: number): readonly RunDocument[] =>
  Array.from({ length: targets }, (_, at) => at).flatMap((at) => {
    const run = runs[at % runs.length];
    return run === undefined ? [] : [enlarge(run, `target${at + 1}`, cases)];
  });
