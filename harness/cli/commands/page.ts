import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../../base/errors.ts';
import { EXIT } from '../../base/exit.ts';
import { replaceFile } from '../../base/write-file.ts';
import { renderPage } from '../../report/page/index.ts';
import type { Io } from '../../terminal/io.ts';
import { pageAssets } from '../shared/page-assets.ts';
import { readRun } from '../shared/read-run.ts';

/** Options of the command. */
export interface PageFlags {
  readonly out?: string;
  readonly check?: string;
}

const REPORTS = 'reports';

const committedRuns = (): readonly string[] => {
  if (!existsSync(REPORTS)) return [];
  const folders = readdirSync(REPORTS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => join(REPORTS, name, 'run.json')).filter((path) => existsSync(path));
};

/** Writes one page over several runs, or checks one that is kept: stale is exit 1. */
export const page = async (files: readonly string[], { out, check }: PageFlags, io: Io): Promise<number> => {
  if (out !== undefined && check !== undefined) {
    throw new HarnessError('usage', 'Failed to make the page: --out and --check are both given', 'Name one of them.');
  }
  const named = files.length > 0 ? files : committedRuns();
  if (named.length === 0) {
    throw new HarnessError(
      'usage',
      `Failed to make the page: no run is named, and ${REPORTS}/*/run.json is not there`,
      'Name the run.json of each target.',
    );
  }
  const html = renderPage(named.map(readRun), pageAssets());
  if (check !== undefined) {
    if (existsSync(check) && readFileSync(check, 'utf8') === html) return EXIT.ok;
    io.err(`${check} is not the page of these runs: make it again with --out.\n`);
    return EXIT.failed;
  }
  const path = out ?? join(files.length > 0 ? '.' : REPORTS, 'index.html');
  replaceFile(path, html, { what: 'the page', hint: 'Name another file with --out FILE.' });
  io.out(`page: ${path}\n`);
  return EXIT.ok;
};
