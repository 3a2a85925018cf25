import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

const FILES = [...sources('harness'), ...sources('suites')];

const importsOf = (file: string): string[] => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
};

const targetOf = (file: string, specifier: string): string | null =>
  specifier.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), specifier)).replaceAll('\\', '/') : null;

const EDGES = FILES.flatMap((file) => importsOf(file).map((specifier) => ({ file, specifier, target: targetOf(file, specifier) })));

/** Every folder, from the bottom up: a file imports its own folder or one before it, so no folder can be in a cycle. */
const FOLDERS = [
  'base',
  'service',
  'engine/load',
  'engine/judge',
  'engine/plan',
  'recording',
  'targets',
  'engine/result',
  'engine/causes',
  'report/reproduce',
  'engine/baseline',
  'engine/run',
  'report/words',
  'report/text',
  'report/formats',
  'report/compare',
  'report/ledger',
  'report/page',
  'terminal',
  'recording/aws',
  'proof/prove',
  'proof/explore',
  'cli/shared',
  '.',
  'cli/commands',
  'cli',
  'cli/testing',
  'report/testing',
  'workshop/emulators',
  'workshop/browser',
  'workshop/build',
  'workshop/bench',
  'workshop/hostile',
  'workshop/look-alike',
] as const;

/** Where clock, environment, chance and console enter. */
const ROOTS = /^harness\/(terminal|recording\/aws|cli|workshop)\/|^harness\/[^/]+$/;

const rankOf = (file: string): number => FOLDERS.findIndex((folder) => folder === (relative('harness', dirname(file)) || '.'));

const isWorkshop = (file: string): boolean => /^harness\/(workshop|(cli|report)\/testing)\//.test(file);

test('every folder of the harness has its rank', () => {
  expect(FILES.filter((file) => file.startsWith('harness/') && rankOf(file) < 0)).toEqual([]);
});

test('folders import downwards only', () => {
  const up = EDGES.filter(
    ({ file, target }) => target !== null && file.startsWith('harness/') && target.startsWith('harness/') && rankOf(target) > rankOf(file),
  );
  expect(up.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
});

test('the product imports nothing of the workshop', () => {
  const down = EDGES.filter(({ file, target }) => !isWorkshop(file) && target !== null && isWorkshop(target));
  expect(down.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
});

const MAY_IMPORT_THE_MODEL = /^harness\/(targets\/model-target\.ts|proof\/|cli\/|workshop\/|recording\/aws\/)/;

test('the model imports nothing of the harness, and only composition roots import the model', () => {
  const across = EDGES.filter(({ file, target }) => {
    if (target === null) return false;
    if (file.startsWith('suites/model/')) return target.startsWith('harness/');
    return target.startsWith('suites/model/') && !file.startsWith('suites/') && !MAY_IMPORT_THE_MODEL.test(file);
  });
  expect(across.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
});

test('judging is pure: nothing in it reaches the network, files, the clock or a target', () => {
  const reaching = EDGES.filter(
    ({ file, specifier, target }) =>
      file.startsWith('harness/engine/judge/') &&
      (specifier.startsWith('node:') || /service\/(send|control)|targets\/|recording\//.test(target ?? '')),
  );
  expect(reaching).toEqual([]);
});

const sitesOf = (pattern: RegExp): string[] => [
  ...new Set(EDGES.filter(({ file, specifier }) => pattern.test(specifier) && !file.startsWith('harness/workshop/bench/')).map(({ file }) => file)),
];

test.each([
  ['ajv', /^ajv/, 'harness/base/schema.ts'],
  ['the SDK client', /^@aws-sdk\/client-api-gateway/, 'harness/service/control.ts'],
  ['p-map', /^p-map/, 'harness/base/map-several.ts'],
  ['json-diff', /^json-diff/, 'harness/report/words/diff.ts'],
  ['commander', /^commander/, 'harness/cli/shared/commander.ts'],
  ['fast-check', /^fast-check/, 'harness/proof/explore/generate.ts'],
  ['vitest', /^vitest$/, 'harness/vitest.ts'],
  ['the writer of certificates', /^node-forge/, 'harness/workshop/look-alike/certificate.ts'],
  ['yaml', /^yaml/, 'harness/workshop/build/run-action.ts'],
  ['nock', /^nock/, 'harness/recording/nock.ts'],
  ['the signer', /^@smithy\/signature-v4/, 'harness/service/sign.ts'],
  ['the accessibility checker', /^axe-core/, 'harness/workshop/browser/accessibility.ts'],
  ['the HTML validator', /^html-validate/, 'harness/workshop/browser/markup.ts'],
  ['the browser', /^playwright-core/, 'harness/workshop/browser/chromium.ts'],
  ['the credential chain', /^@aws-sdk\/credential-provider-node/, 'harness/recording/aws/credentials.ts'],
])('%s has one import site', (_, pattern, site) => {
  expect(sitesOf(pattern)).toEqual([site]);
});

/** All that comes along when a file is imported, but for what is imported once it is needed. */
const broughtBy = (file: string, seen: Set<string> = new Set()): ReadonlySet<string> => {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(ROOT, file), 'utf8');
  for (const [, specifier = ''] of text.matchAll(/^(?:import|export)\b(?! type\b)[^;]*?from '([^']+)'/gm)) {
    const target = targetOf(file, specifier);
    if (target?.endsWith('.ts') === true) broughtBy(target, seen);
  }
  return seen;
};

test('nock, which puts itself before every connection of a process, comes along for a replay alone', () => {
  expect(broughtBy('harness/cli/shared/run-target.ts')).toContain('harness/recording/nock.ts');
  expect(broughtBy('harness/vitest.ts')).not.toContain('harness/recording/nock.ts');
  expect(broughtBy('harness/recording/aws/record.ts')).not.toContain('harness/recording/nock.ts');
});

/** What is run to build, test and measure this project writes for itself; scripts of others are text. */
const TOOLING = /^harness\/workshop\/|\/testing\/|^suites\/service\//;

test('files are written by one function, which replaces them whole; locks and the journal, which only grows, apart', () => {
  const writing = /\b(writeFile|appendFile|createWriteStream|writeSync|copyFile|cpSync|renameSync)/;
  const sites = FILES.filter((file) => !TOOLING.test(file) && writing.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(sites.sort()).toEqual([
    'harness/base/lock-file.ts',
    'harness/base/write-file.ts',
    'harness/cli/shared/api-journal.ts',
    'harness/recording/aws/account-seal.ts',
    'harness/recording/aws/journal.ts',
    'harness/recording/replace-recording.ts',
  ]);
});

/** It holds the text of a script for others, which prints and reads an environment of its own. */
const SCRIPT_TEXT = 'harness/report/reproduce/sdk-v3.ts';

test('no file is over 250 lines, and no clock, environment or console is used below the composition roots', () => {
  const long = FILES.filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 251);
  expect(long).toEqual([]);
  const impure = FILES.filter(
    (file) =>
      !ROOTS.test(file) && file !== SCRIPT_TEXT && /\b(process\.env|console\.|Date\.now|Math\.random)/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(impure).toEqual([]);
});
