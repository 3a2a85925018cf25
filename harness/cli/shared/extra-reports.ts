import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../../base/errors.ts';
import { appendText, replaceFile, requireWritable, type Writing } from '../../base/write-file.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { FORMATS, type Format } from '../../report/formats/format-names.ts';
import { reporters } from '../../report/formats/index.ts';
import type { ReportOptions } from '../../report/words/options.ts';
import type { Environment } from '../../service/environment.ts';
import type { Io } from '../../terminal/io.ts';
import { ownOf } from '../../terminal/paint.ts';

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

const REPORT: Writing = { what: 'the report', hint: 'Name another file with --report FORMAT:FILE.' };

const appendSummary = (path: string, run: RunDocument, options: ReportOptions): void => {
  const room = SUMMARY_LIMIT - (existsSync(path) ? statSync(path).size : 0);
  appendText(path, reporters['github-summary'](run, { ...options, room }), { what: 'the summary', hint: 'GITHUB_STEP_SUMMARY names the file.' });
};

const pathOf = ({ format, file }: WantedReport, folder: string): string => file ?? (FILES[format] === '-' ? '-' : join(folder, FILES[format]));

/** Tries, before anything is sent, whether the reports that are asked for can be written. @throws HarnessError `configuration` */
export const requireReports = (wanted: readonly WantedReport[], folder: string): void => {
  for (const path of wanted.map((one) => pathOf(one, folder))) if (path !== '-') requireWritable(path, REPORT);
};

/** Where reports go and what they are told. */
export interface ReportPlace {
  readonly folder: string;
  readonly io: Io;
  readonly options: ReportOptions;
}

/** Writes the reports that are asked for: to the file named, to standard output (`-`), else where each goes by itself. */
export const writeReports = (wanted: readonly WantedReport[], run: RunDocument, { folder, io, options }: ReportPlace): void => {
  for (const one of wanted) {
    const { format, file } = one;
    const summary = format === 'github-summary' && file === null ? summaryFile(io.environment) : undefined;
    const path = pathOf(one, folder);
    if (summary !== undefined) appendSummary(summary, run, options);
    else if (path === '-') io.out(reporters[format](run, options), ownOf(format));
    else replaceFile(path, reporters[format](run, options), REPORT);
  }
};
