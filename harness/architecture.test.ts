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

/** Layers from the top: a file imports its own layer or one below. */
const LAYERS: readonly (readonly RegExp[])[] = [
  [
    /^harness\/cli\//,
    /^harness\/vitest\.ts$/,
    /^harness\/(aws|bench|browser|build|emulators|hostile)\//,
    /^harness\/testing\.ts$/,
    /^harness\/index\.ts$/,
  ],
  [/^harness\/prove\//],
  [/^harness\/(run|merge)\.ts$/, /^harness\/explore\//],
  [/^harness\/(run-case|case-session|smoke)\.ts$/, /^harness\/report\//, /^harness\/result\//],
  [/^harness\/plan\.ts$/],
  [/^harness\/targets\//, /^harness\/verdict\//],
  [/^harness\/(cassette|wire)\//],
  [/^harness\/scenario\//],
  [/^harness\/service\//],
  [/^harness\/(errors|file-error|json|lock-file|make-folder|compare|read-json|schema|shard|version|write-file|foreign-text)\.ts$/],
];

const layerOf = (file: string): number => LAYERS.findIndex((patterns) => patterns.some((pattern) => pattern.test(file)));

test('every file of the harness has its layer', () => {
  expect(FILES.filter((file) => file.startsWith('harness/') && layerOf(file) < 0)).toEqual([]);
});

/** The shape of an exchange is vocabulary: scenarios name header pairs. */
const VOCABULARY = new Set(['harness/service/exchange.ts', 'harness/engine/load/types.ts']);

test('layers point down only', () => {
  const up = EDGES.filter(({ file, target }) => {
    if (target === null || !file.startsWith('harness/') || !target.startsWith('harness/') || VOCABULARY.has(target)) return false;
    return layerOf(target) < layerOf(file);
  });
  expect(up.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
});

test('the model imports nothing of the harness, and only composition roots import the model', () => {
  const across = EDGES.filter(({ file, target }) => {
    if (target === null) return false;
    if (file.startsWith('suites/model/')) return target.startsWith('harness/');
    return target.startsWith('suites/model/') && layerOf(file) !== 0;
  });
  expect(across.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
});

test('judging is pure: nothing in verdict reaches the network, files, the clock or a target', () => {
  const reaching = EDGES.filter(
    ({ file, specifier, target }) =>
      file.startsWith('harness/verdict/') && (specifier.startsWith('node:') || /wire\/(send|control)|targets\/|cassette\//.test(target ?? '')),
  );
  expect(reaching).toEqual([]);
});

const sitesOf = (pattern: RegExp): string[] => [
  ...new Set(EDGES.filter(({ file, specifier }) => pattern.test(specifier) && !file.startsWith('harness/bench/')).map(({ file }) => file)),
];

test.each([
  ['ajv', /^ajv/, 'harness/base/schema.ts'],
  ['the SDK client', /^@aws-sdk\/client-api-gateway/, 'harness/service/control.ts'],
  ['json-diff', /^json-diff/, 'harness/report/words/diff.ts'],
  ['commander', /^commander/, 'harness/cli/shared/commander.ts'],
  ['fast-check', /^fast-check/, 'harness/proof/explore/generate.ts'],
  ['vitest', /^vitest$/, 'harness/vitest.ts'],
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

/** What is run to build, test and measure this project writes for itself; scripts of others are text. */
const TOOLING = /^harness\/(bench|browser|build|emulators|hostile)\/|\/testing\/|^suites\/service\//;

test('files are written by one function, which replaces them whole; locks and the journal, which only grows, apart', () => {
  const writing = /\b(writeFile|appendFile|createWriteStream|writeSync|copyFile|cpSync|renameSync)/;
  const sites = FILES.filter((file) => !TOOLING.test(file) && writing.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(sites.sort()).toEqual([
    'harness/recording/aws/account-seal.ts',
    'harness/recording/aws/journal.ts',
    'harness/recording/replace-recording.ts',
    'harness/cli/shared/api-journal.ts',
    'harness/base/lock-file.ts',
    'harness/base/write-file.ts',
  ]);
});

/** It holds the text of a script for others, which prints and reads an environment of its own. */
const SCRIPT_TEXT = 'harness/report/reproduce/sdk-v3.ts';

test('no file is over 250 lines, and no clock, environment or console is used below the composition roots', () => {
  const long = FILES.filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 251);
  expect(long).toEqual([]);
  const impure = FILES.filter(
    (file) =>
      layerOf(file) > 0 && file !== SCRIPT_TEXT && /\b(process\.env|console\.|Date\.now|Math\.random)/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(impure).toEqual([]);
});
