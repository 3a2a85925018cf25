import { appendFileSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { causeOf, HarnessError } from '../errors.ts';
import { FORMATS, type Format } from '../report/format-names.ts';
import { reporters } from '../report/index.ts';
import type { ReportOptions } from '../report/options.ts';
import type { RunDocument } from '../result/types.ts';
import type { Environment } from './environment.ts';
import type { Io } from './io.ts';
import { ownOf } from './paint.ts';

/** A report that is asked for beside what is printed. */
export interface WantedReport {
  readonly format: Format;
  /** Null: where such a report goes unless told otherwise. */
  readonly file: string | null;
}

const isFormat = (name: string): name is Format => (FORMATS as readonly string[]).includes(name);

/** Reads `--report <format>[:<file>]`. */
export const wantedReports = (flags: readonly string[] = []): readonly WantedReport[] =>
  flags.map((text) => {
    const [, name = text, file = ''] = /^([^:]*):(.*)$/s.exec(text) ?? [];
    if (isFormat(name)) return { format: name, file: file === '' ? null : file };
    throw new HarnessError(
      'usage',
      `Failed to read --report ${text}: no such format`,
      `Write it as in --report sarif:results.sarif; formats are ${FORMATS.join(', ')}.`,
    );
  });

const FILES: Readonly<Record<Format, string>> = {
  text: 'report.txt',
  json: 'run.json',
  junit: 'junit.xml',
  markdown: 'report.md',
  ctrf: 'ctrf-report.json',
  sarif: 'report.sarif',
  tap: 'report.tap',
  badge: 'badge.json',
  'badge-svg': 'badge.svg',
  github: '-',
  'github-summary': 'step-summary.md',
};

/** GitHub refuses a step's summary that is larger than this. */
const SUMMARY_LIMIT = 1_048_576;

const summaryFile = (environment: Environment): string | undefined => environment['GITHUB_STEP_SUMMARY'] || undefined;

/** In a step of GitHub Actions annotations and summary come by themselves beside the text, as they do with other test runners. */
export const withGithub = (wanted: readonly WantedReport[], environment: Environment): readonly WantedReport[] => {
  if (environment['GITHUB_ACTIONS'] !== 'true') return wanted;
  const own: readonly Format[] = summaryFile(environment) === undefined ? ['github'] : ['github', 'github-summary'];
  return [...wanted, ...own.filter((format) => wanted.every((one) => one.format !== format)).map((format) => ({ format, file: null }))];
};

const writing = (path: string, write: () => void): void => {
  try {
    mkdirSync(dirname(path), { recursive: true });
    write();
  } catch (thrown) {
    throw new HarnessError('configuration', `Failed to write the report ${path}: ${causeOf(thrown)}`, 'Name another file with --report FORMAT:FILE.');
  }
};

const appendSummary = (path: string, run: RunDocument, options: ReportOptions): void =>
  writing(path, () => {
    const room = SUMMARY_LIMIT - (existsSync(path) ? statSync(path).size : 0);
    appendFileSync(path, reporters['github-summary'](run, { ...options, room }));
  });

/** Where reports go and what they are told. */
export interface ReportPlace {
  readonly folder: string;
  readonly io: Io;
  readonly options: ReportOptions;
}

/** Writes the reports that are asked for: to the file named, to standard output (`-`), else where each goes by itself. */
export const writeReports = (wanted: readonly WantedReport[], run: RunDocument, { folder, io, options }: ReportPlace): void => {
  for (const { format, file } of wanted) {
    const summary = format === 'github-summary' && file === null ? summaryFile(io.environment) : undefined;
    const path = file ?? (FILES[format] === '-' ? '-' : join(folder, FILES[format]));
    if (summary !== undefined) appendSummary(summary, run, options);
    else if (path === '-') io.out(reporters[format](run, options), ownOf(format));
    else writing(path, () => writeFileSync(path, reporters[format](run, options)));
  }
};
