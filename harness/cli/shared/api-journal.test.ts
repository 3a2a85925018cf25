import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createModel } from '../../../suites/model/model.ts';
import { createControl } from '../../service/control.ts';
import { callerOf } from '../../service/environment.ts';
import type { Send } from '../../service/exchange.ts';
import { modelSend } from '../../targets/model-target.ts';
import { openApiJournal } from './api-journal.ts';
import { deleteLeftovers } from './delete-leftovers.ts';

const ENDPOINT = 'http://127.0.0.1:5000';

const createPlace = () => {
  const home = mkdtempSync(join(tmpdir(), 'state-'));
  const model = createModel();
  const send = modelSend(model);
  const said: string[] = [];
  const io = { environment: {}, out: () => {}, err: (text: string) => void said.push(text), outIsTerminal: false, errIsTerminal: false };
  const control = createControl({ endpoint: ENDPOINT, caller: callerOf({}, undefined) });
  const open = (endpoint = ENDPOINT, region = 'us-east-1') => openApiJournal(endpoint, region, { XDG_STATE_HOME: home });
  const create = async (through: Send, name = 'apigw-conformance'): Promise<string> => {
    const { exchange } = await control(through, 'CreateRestApi', { name });
    return exchange.outcome.kind === 'response' ? (JSON.parse(exchange.outcome.response.body) as { id: string }).id : '';
  };
  const live = async (): Promise<readonly string[]> => {
    const { outcome } = await send({ method: 'GET', path: '/restapis', headers: [], body: '' });
    return outcome.kind === 'response' ? (JSON.parse(outcome.response.body) as { item: { id: string }[] }).item.map(({ id }) => id) : [];
  };
  const clean = (endpoint?: string) => deleteLeftovers(open(endpoint).leftovers, { endpoint: ENDPOINT, send, control }, io);
  return { folder: join(home, 'apigw-conformance'), send, control, said, io, open, create, live, clean };
};

test('what a killed run made and did not delete is told and deleted at the next start, once', async () => {
  const { open, create, send, control, clean, said, live } = createPlace();
  const through = open().through(send);
  const [first, second] = [await create(through), await create(through)];
  await control(through, 'DeleteRestApi', { restApiId: first });
  await clean();
  expect(said).toEqual([`A run that was killed left 1 API on ${ENDPOINT}.\nDeleted now: ${second}.\n`]);
  expect(await live()).toEqual([]);
  await clean();
  expect(said.length).toBe(1);
});

test('a run that came to its end leaves no word, whatever it could not delete', async () => {
  const { open, create, send, clean, said, folder } = createPlace();
  const journal = open();
  await create(journal.through(send));
  expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o600]);
  journal.close();
  expect(readdirSync(folder)).toEqual([]);
  await clean();
  expect(said).toEqual([]);
});

test('an API of another name, of nobody here, of another endpoint or of another region is left alone', async () => {
  const { open, create, send, clean, said, live } = createPlace();
  const shop = await create(open().through(send), 'shop');
  const others = [
    await create(send),
    await create(open('http://127.0.0.1:5001').through(send)),
    await create(open(ENDPOINT, 'eu-west-1').through(send)),
  ];
  await clean();
  expect(said).toEqual([`A run that was killed left 1 API on ${ENDPOINT}.\nLeft alone, for the name is not apigw-conformance: ${shop}.\n`]);
  expect(await live()).toEqual([shop, ...others]);
});

test('what an emulator that began anew does not know is said so, and a creation without an answer is told', async () => {
  const { open, create, send, clean, said } = createPlace();
  const { through } = open();
  await create(through(modelSend(createModel())));
  await create(through(async (request) => ({ request, outcome: { kind: 'failure', failure: { code: 'reset', message: '' } } }))).catch(() => '');
  await clean();
  expect(said).toEqual([
    expect.stringMatching(
      /^A run that was killed left 1 API on .*\nThe target knows no such API any more: \w+\.\nA run that was killed asked .* for 1 API without an answer: .*\n$/,
    ),
  ]);
  expect(await create(send)).not.toBe('');
});

test('while the target gives no answer nothing is forgotten', async () => {
  const { open, create, send, control, io, said, live, clean } = createPlace();
  await create(open().through(send));
  const dead: Send = async (request) => ({ request, outcome: { kind: 'failure', failure: { code: 'refused', message: '' } } });
  await deleteLeftovers(open().leftovers, { endpoint: ENDPOINT, send: dead, control }, io);
  expect(said[0]).toContain('No answer, so they are asked for again at the next start');
  await clean();
  expect(await live()).toEqual([]);
});

test('an id that is made to act on a terminal is shown as text, and one that is no id is not kept', async () => {
  const { open, io, said, control } = createPlace();
  const hostile =
    (id: string): Send =>
    async (request) => ({
      request,
      outcome: { kind: 'response', response: { status: 201, headers: [], body: JSON.stringify({ id }), encoding: 'utf8' } },
    });
  const ids = ['::error::pwned', 'a\u001b[31m\n::error::pwned', '', '\ud800', 'x'.repeat(50_000)];
  for (const id of ids) await control(open().through(hostile(id)), 'CreateRestApi', { name: 'apigw-conformance' });
  await deleteLeftovers(open().leftovers, { endpoint: ENDPOINT, send: hostile(''), control }, io);
  expect(said).toEqual([expect.stringMatching(/left 1 API on .*\n.*: %3A%3Aerror%3A%3Apwned\.\n$/)]);
});

test('where nothing can be written nothing is remembered, and nothing fails', async () => {
  const { create, send } = createPlace();
  for (const environment of [{}, { XDG_STATE_HOME: '/dev/null' }]) {
    const journal = openApiJournal(ENDPOINT, 'us-east-1', environment);
    expect(await create(journal.through(send))).not.toBe('');
    expect(journal.leftovers).toEqual([]);
    journal.close();
  }
});
