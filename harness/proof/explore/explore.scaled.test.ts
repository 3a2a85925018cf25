import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { createModel } from '../../../suites/model/model.ts';
import { refusal } from '../../../suites/model/refusal.ts';
import { loadSuite, OWN_SUITE } from '../../engine/load/load.ts';
import { planCases } from '../../engine/plan/plan.ts';
import type { RunContext } from '../../engine/run/case-session.ts';
import { judgeContext } from '../../engine/run/run.ts';
import { createControl } from '../../service/control.ts';
import { modelTarget } from '../../targets/model-target.ts';
import type { Target } from '../../targets/target.ts';
import { IS_WHOLE, runTest, targetOver, testCaller } from '../../testing.ts';
import { type Exploration, type ExploreOptions, explore, type Found } from './explore.ts';
import { renderExploration } from './render.ts';

type Overrides = Parameters<typeof createModel>[0];

const suite = loadSuite();
const facts = new Map(suite.facts);

const side = (target: Target, strict = false): RunContext => ({
  target,
  judge: judgeContext(suite, strict),
  control: createControl({ endpoint: target.endpoint, caller: target.caller }),
});

const OPTIONS: ExploreOptions = { seed: 2, path: null, runs: 50, maxFindings: 3 };

const exploreTarget = (target: Target, options: Partial<ExploreOptions> = {}, strict = false): Promise<Exploration> =>
  explore(
    { suite, target: side(target, strict), model: side(modelTarget(testCaller)) },
    { ...OPTIONS, ...options },
    { onRun: () => {}, stopped: () => false },
  );

const exploreModel = (overrides: Overrides, options: Partial<ExploreOptions> = {}): Promise<Exploration> =>
  exploreTarget(modelTarget(testCaller, overrides), options);

/** How many sequences the right model is asked. */
const RUNS = IS_WHOLE ? 100 : 30;

test.each([false, true])('the model differs from itself nowhere (strict: %s)', async (strict) => {
  const exploration = await exploreTarget(modelTarget(testCaller), { runs: RUNS, seed: strict ? 3 : 4 }, strict);
  expect(exploration).toEqual({ seed: strict ? 3 : 4, runs: RUNS, leftOut: [], found: [], unsteady: [], dead: null });
});

const onlyThisEntry: NonNullable<Overrides>['replaceParameter'] = ({ stored, key, value = '' }) => ({
  stored: { ...stored, responseParameters: new Map([[key, value]]) },
});

const BROKEN: Readonly<Record<string, { overrides: Overrides; fact: RegExp }>> = {
  'an escaped slash is not decoded': { overrides: { decodeName: (escaped) => escaped }, fact: /^(B-(add|replace|remove)-responseTemplates|F-006)$/ },
  'only the last operation acts': { overrides: { orderOperations: (operations) => operations.slice(-1) }, fact: /^F-(006|090)$/ },
  'a replace drops the other parameters': { overrides: { replaceParameter: onlyThisEntry }, fact: /^F-094$/ },
  'what is customised calls itself default': { overrides: { defaultFlag: () => true }, fact: /^F-146$/ },
};

const firstDeciding = async (overrides: Overrides, options: Partial<ExploreOptions> = {}): Promise<Found> => {
  const { found } = await exploreModel(overrides, { ...options, maxFindings: 1 });
  const deciding = found.find(({ level }) => level === 'deciding');
  if (deciding === undefined) throw new Error('nothing found');
  return deciding;
};

describe('a broken rule', () => {
  const root = mkdtempSync(join(tmpdir(), 'apigw-explore-'));
  afterAll(() => rmSync(root, { recursive: true }));

  test('is found, shrunk, and printed as a scenario that fails on it and passes on the right model', async () => {
    cpSync(OWN_SUITE, root, { recursive: true });
    mkdirSync(join(root, 'explored'));
    const names = Object.keys(BROKEN).map((name) => name.replaceAll(' ', '-'));
    for (const [index, { overrides, fact }] of Object.values(BROKEN).entries()) {
      const { kind, calls, scenario } = await firstDeciding(overrides);
      expect(kind.fact).toMatch(fact);
      expect(calls.length).toBeLessThanOrEqual(2);
      writeFileSync(join(root, 'explored', `${names[index]}.json`), JSON.stringify({ ...scenario, title: names[index] }));
    }
    const copy = loadSuite(root);
    for (const [index, { overrides }] of Object.values(BROKEN).entries()) {
      const only = [`explored/${names[index]}`];
      const planned = planCases(copy, { only, skip: [] });
      const verdictOn = async (target: Target): Promise<string | undefined> =>
        (await runTest(copy, target, { planned, only })).cases.find(({ scenario }) => scenario === only[0])?.verdict;
      expect([names[index], await verdictOn(modelTarget(testCaller, overrides)), await verdictOn(modelTarget(testCaller))]).toEqual([
        names[index],
        'failed',
        'passed',
      ]);
    }
  });

  test('is shown again by seed and path', async () => {
    const first = await firstDeciding({ replaceParameter: onlyThisEntry });
    const { found } = await exploreModel({ replaceParameter: onlyThisEntry }, { path: first.path });
    expect(found.map(({ level, differences }) => ({ level, differences }))).toEqual([{ level: first.level, differences: first.differences }]);
  });
});

const LAWFUL: Readonly<Record<string, Overrides>> = {
  'accepts the removal of what is not there': { missingParameter: () => undefined, missingTemplate: () => undefined },
  'says other words': { unknownPath: (path) => refusal('BadRequestException', `no such path: ${path}`) },
  'keeps what came before a refused operation': { afterRefusal: ({ after }) => after },
  'stores a value that is no mapping expression': { isParameterValue: () => true },
};

test.each(Object.entries(LAWFUL))('a target that %s is asked questions at most', async (_, overrides) => {
  const { found } = await exploreModel(overrides);
  expect(found.filter(({ level }) => level !== 'question')).toEqual([]);
});

test('a lawful difference is a question, with what the model does beside it', async () => {
  const exploration = await exploreModel({ missingParameter: () => undefined, missingTemplate: () => undefined });
  const text = renderExploration(exploration, { name: 'lax', command: 'explore', facts });
  expect(text).toMatch(/^question 1: /m);
  expect(text).toMatch(/^ {4}model {5}refused \(4xx\)\n {4}actual {4}200$/m);
  expect(text).toMatch(/: 50 runs of seed 2: 0 disagreements, 0 breakdowns, \d questions\n$/);
});

describe('a target that', () => {
  const { send } = modelTarget(testCaller);

  test('implements no Update is asked none', async () => {
    const target = targetOver(async (request) => {
      if (request.method !== 'PATCH') return send(request);
      return { request, outcome: { kind: 'response', response: { status: 404, headers: [], body: '{}', encoding: 'utf8' } } };
    });
    const { leftOut, found } = await exploreTarget(target, { runs: 40 });
    expect({ leftOut, found }).toEqual({ leftOut: ['UpdateGatewayResponse'], found: [] });
  });

  test('breaks down accuses itself of nothing else', async () => {
    const target = targetOver(async (request) => {
      if (!request.body.includes('wrong-op')) return send(request);
      return { request, outcome: { kind: 'response', response: { status: 500, headers: [], body: '', encoding: 'utf8' } } };
    });
    const { found } = await exploreTarget(target);
    expect(new Set(found.map(({ level, kind }) => `${level} ${kind.fact}`))).toEqual(new Set(['fault R-001']));
  });

  test('gives no more answers ends the exploration', async () => {
    let sent = 0;
    const target = targetOver(async (request) =>
      ++sent < 200 ? send(request) : { request, outcome: { kind: 'failure', failure: { code: 'reset', message: 'connection reset' } } },
    );
    const { dead, found } = await exploreTarget(target);
    expect(dead).toContain('connection reset');
    expect(found).toEqual([]);
  });
});
