import { expect, test } from 'vitest';
import { createModel } from '../../../suites/model/model.ts';
import type { Send } from '../../service/exchange.ts';
import { modelSend } from '../../targets/model-target.ts';
import { runTest, targetOver } from '../../testing.ts';
import { loadSuite } from '../load/load.ts';
import type { RunDocument } from '../result/types.ts';

const suite = loadSuite();

/** The model, but for the ids that it gives its APIs. */
const naming = (id: unknown): Send => {
  const model = modelSend(createModel());
  return async (request) => {
    if (request.method !== 'POST' || request.path !== '/restapis') return model(request);
    const response = { status: 201, headers: [], body: JSON.stringify({ id }), encoding: 'utf8' as const };
    return { request, outcome: { kind: 'response', response } };
  };
};

const run = (id: unknown): Promise<RunDocument> => runTest(suite, targetOver(naming(id)), { only: ['defaults/get-all'] });

test.each([
  ['too long, and no pattern', '('.repeat(50_000)],
  ['with a line break and an escape', 'a\n\u001b[31m'],
  ['with a blank', 'zqj jqz'],
])('an id that can be none is not used, and the reason does not repeat it: %s', async (_, id) => {
  const document = await run(id);
  const [one] = document.cases.filter(({ support }) => !support);
  expect(one?.reason ?? '').toContain(`CreateRestApi made no API that can be used: its id of ${id.length} characters is none (201)`);
  expect(JSON.stringify(document)).not.toContain(JSON.stringify(id).slice(1, -1));
});

test.each([
  ['a pattern', 'a(b[c{2,'],
  ['a path', '../../x?y#z'],
  ['as long as may be', 'x'.repeat(128)],
])('an id of printable characters is used as it is, and shown as a placeholder: %s', async (_, id) => {
  const document = await run(id);
  expect(document.cases.map(({ verdict }) => verdict)).not.toContain('errored');
  expect(document.cases.flatMap(({ exchanges }) => exchanges.map(({ request }) => request.path)).join()).not.toContain(id);
});
