import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');

const json = <T>(path: string): T => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;

interface Installed {
  readonly version: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** Every package that is installed with this one, by its folder. */
const RUNTIME = Object.entries(json<{ packages: Readonly<Record<string, Installed>> }>('package-lock.json').packages).filter(
  ([folder, { dev, devOptional }]) => folder !== '' && dev !== true && devOptional !== true,
);

const PAGE = readFileSync(join(ROOT, 'THIRD-PARTY.md'), 'utf8');

interface Entry {
  readonly name: string;
  readonly version: string;
  readonly text: string;
  readonly licence: string;
}

const ENTRIES = PAGE.split('\n## ')
  .slice(1)
  .map((part): Entry => {
    const [, name = '', version = ''] = /^(\S+) (\S+)\n/.exec(part) ?? [];
    return { name, version, text: part, licence: /```\n(.*)\n```/s.exec(part)?.[1] ?? '' };
  });

const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);

const namesLicence = (folder: string): boolean => typeof json<{ license?: unknown }>(`${folder}/package.json`).license === 'string';

const words = (text: string): string => text.replace(/\s+/g, ' ');

/** What a package says itself, in its files on top. */
const ownTexts = (folder: string): string =>
  readdirSync(join(ROOT, folder))
    .filter((name) => /^(licen[sc]e|copying|readme)/i.test(name))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'))
    .join('\n');

const UNNAMED = RUNTIME.filter(([folder]) => existsSync(join(ROOT, folder)) && !namesLicence(folder));

test('there is a tree to walk', () => {
  expect(RUNTIME.length).toBeGreaterThan(20);
});

test('each package at run time names its licence, or THIRD-PARTY.md does, for that version', () => {
  const unnamed = UNNAMED.map(([folder, { version }]) => `${nameOf(folder)} ${version}`).sort();
  expect(ENTRIES.map(({ name, version }) => `${name} ${version}`)).toEqual(unnamed);
});

test.each(UNNAMED)('the licence of %s is that of its own files, or its source is named where it has none', (folder) => {
  const entry = ENTRIES.find(({ name }) => name === nameOf(folder));
  const own = ownTexts(folder);
  expect(entry?.text).toMatch(/\n- Licence: \S+/);
  const [, copyright = 'none'] = /\n- Copyright: (.*)\n/.exec(entry?.text ?? '') ?? [];
  expect(entry?.licence).toContain(copyright);
  if (/licen[sc]e|copyright/i.test(own)) expect(words(own)).toContain(words(entry?.licence ?? ''));
  else expect(entry?.text).toMatch(/\n- Source: https:\/\/\S+, since the package holds no licence text\n/);
});

test('the package carries the page', () => {
  expect(json<{ files: readonly string[] }>('package.json').files).toContain('THIRD-PARTY.md');
});
