import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject, type JsonObject, parseJson } from './json.ts';

const packageVersion = (): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const json = tryPackage(join(folder, 'package.json'));
    if (json?.['name'] === 'apigw-conformance') return String(json['version']);
  }
  return '0.0.0';
};

const tryPackage = (path: string): JsonObject | undefined => {
  try {
    const json = parseJson(readFileSync(path, 'utf8'));
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
};

/** The version of this package. */
export const VERSION: string = packageVersion();
