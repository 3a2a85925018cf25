import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { causeOf } from '../../base/errors.ts';
import { readRun } from '../../cli/shared/read-run.ts';
import { type Ended, SECRETS } from './child.ts';
import type { Mode } from './odd.ts';

/** Megabytes that a run may hold, whatever a target sends. */
const MOST_MEMORY = 400;

/** What a run may print in all: one who reads a log is a person. */
const MOST_PRINTED = 200_000;

const base64 = (value: string): string => Buffer.from(value).toString('base64').replace(/=+$/, '').slice(0, -2);

const formsOf = ([name, value]: readonly [string, string]): readonly (readonly [string, string])[] => [
  [name, value],
  [`${name}, URL-encoded`, encodeURIComponent(value)],
  [`${name}, in base64`, base64(value)],
];

const FORMS = Object.entries(SECRETS).flatMap(formsOf);

const SIGNATURE = /Signature=(?!0{64})[0-9a-f]{64}/;

const secretsIn = (text: string, where: string): readonly string[] => [
  ...FORMS.flatMap(([name, form]) => (text.includes(form) || text.includes(JSON.stringify(form).slice(1, -1)) ? [`${name} stands in ${where}`] : [])),
  ...(SIGNATURE.test(text) ? [`a signature stands in ${where}`] : []),
];

const CONTROL = /[^\P{Cc}\n]/u;

const LINE_COMMAND = /^(?:::|##\[)/m;

const printed = (text: string, where: string): readonly string[] => [
  ...(CONTROL.test(text) ? [`${where} has a control character: ${JSON.stringify(CONTROL.exec(text)?.[0])}`] : []),
  ...(LINE_COMMAND.test(text) ? [`a line of ${where} begins with a command`] : []),
];

const REPORT = ['run.json', 'exchanges.json', 'report.md', 'junit.xml', 'timing.json'];

const reportProblems = (folder: string): readonly string[] => {
  const missing = REPORT.filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0) return [`no ${missing.join(', ')}`];
  try {
    const { cases, planned, bare } = readRun(join(folder, 'run.json'));
    if (bare !== undefined) return [`its exchanges are not at hand: ${bare.why}`];
    return cases.length === planned.length ? [] : [`${cases.length} of ${planned.length} cases are reported`];
  } catch (thrown) {
    return [`run.json cannot be read: ${causeOf(thrown)}`];
  }
};

const files = (folder: string): readonly (readonly [string, string])[] =>
  existsSync(folder) ? readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]) : [];

/** What is wrong with a run against a hostile server; an empty list where nothing is. */
export const problemsOf = (mode: Mode, { ended, folder, left }: { ended: Ended; folder: string; left: number }): readonly string[] => {
  const { code, out, err, peak } = ended;
  const written = files(folder);
  const report = written.filter(([name]) => name === 'report.md' || name === 'junit.xml');
  return [
    ...(code !== null && mode.exits.includes(code) ? [] : [`exit ${code}, not ${mode.exits.join(' or ')}`]),
    ...(err.includes('defect of apigw-conformance') ? [`a stack trace: ${err.slice(0, 300)}`] : []),
    ...reportProblems(folder),
    ...(left === 0 || mode.keepsApis === true ? [] : [`${left} APIs are left`]),
    ...(out.length + err.length > MOST_PRINTED ? [`it printed ${out.length + err.length} characters`] : []),
    ...(peak < MOST_MEMORY ? [] : [`it held ${Math.round(peak)} MB`]),
    ...[['stdout', out] as const, ['stderr', err] as const, ...report].flatMap(([name, text]) => printed(text, name)),
    ...[['stdout', out] as const, ['stderr', err] as const, ...written].flatMap(([name, text]) => secretsIn(text, name)),
  ];
};
