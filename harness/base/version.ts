import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tryPackage = (path: string): { readonly name?: string; readonly version?: string } => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { name?: string; version?: string };
  } catch {
    return {};
  }
};

/** The package lies one folder higher when it was built. */
const packageVersion = (): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const { name, version } = tryPackage(join(folder, 'package.json'));
    if (name === 'apigw-conformance' && version !== undefined) return version;
  }
  return '0.0.0';
};

/** The version of this package. */
export const VERSION: string = packageVersion();
