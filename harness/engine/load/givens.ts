import { posix } from 'node:path';
import { isObject, type Json, type JsonObject } from '../../base/json.ts';
import { nearNames } from './near-names.ts';
import type { Problem } from './problems.ts';
import { readSuiteFolder, type SuiteFile } from './read-files.ts';
import type { Given, Givens } from './types.ts';

/** The folder of a suite that holds its named givens. */
const GIVEN_FOLDER = 'given';

/** Reads the files of the named givens of a suite, none where it has none; `root` alone, or also those that this package carries. */
export const readGivens = (root: string, own: string): { readonly files: readonly SuiteFile[]; readonly givens: Givens } => {
  const files = readSuiteFolder(root, GIVEN_FOLDER);
  const carried = root === own ? [] : readSuiteFolder(own, GIVEN_FOLDER);
  return { files, givens: new Map([...carried, ...files].map(givenIn)) };
};

const givenIn = ({ file, json }: SuiteFile): [name: string, given: Given] => {
  const requests = isObject(json) ? json['requests'] : [];
  return [posix.basename(file, '.json'), { file, requests: Array.isArray(requests) ? requests : [] }];
};

/** The named givens that a scenario names, with their places. */
const namesIn = (written: JsonObject): readonly { readonly name: string; readonly pointer: string }[] => {
  const given = written['given'];
  if (!Array.isArray(given)) return [];
  return given.flatMap((item: Json, index) => (typeof item === 'string' ? [{ name: item, pointer: `/given/${index}` }] : []));
};

/** Names that no file has. */
export const unknownGivens = (file: string, written: JsonObject, givens: Givens): readonly Problem[] =>
  namesIn(written)
    .filter(({ name }) => !givens.has(name))
    .map(({ name, pointer }) => {
      const near = nearNames(name, [...givens.keys()]);
      const remedy = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Write the request out, or add ${GIVEN_FOLDER}/${name}.json.`;
      return { file, pointer, message: `no file ${GIVEN_FOLDER}/${name}.json`, remedy };
    });

/** Files that no scenario names. */
export const unusedGivens = (files: readonly SuiteFile[], scenarios: readonly JsonObject[]): readonly Problem[] => {
  const used = new Set(scenarios.flatMap((written) => namesIn(written).map(({ name }) => name)));
  return files
    .filter(({ file }) => !used.has(posix.basename(file, '.json')))
    .map(({ file }) => ({ file, pointer: '', message: 'no scenario names this given', remedy: 'Name it in a "given", or delete it.' }));
};
