import { FORMATS } from '../report/formats/format-names.ts';
import { type Command, Option } from './shared/commander.ts';

/** What gets the exit code of the command that ran. */
export type Finish = (exitCode: number) => void;

/** Collects terms of a repeatable, comma-separated option. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, ...value.split(',')];

/** Collects the values of a repeatable option. */
export const collectOne = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** What is printed. */
export const formatOption = (): Option => new Option('--format <format>', 'what to print').choices([...FORMATS]).default('text');

/** More reports beside what is printed. */
export const REPORT: readonly [string, string, typeof collectOne] = [
  '--report <format[:file]>',
  'another report, written to a file, or to stdout with "-" (repeatable)',
  collectOne,
];

/** What is chosen of the suite. */
export const selection = (command: Command): Command =>
  command
    .option('--only <terms>', 'only these: ids or their first folders, facts, operations, classes (repeatable)', collect)
    .option('--skip <terms>', 'all but these (repeatable)', collect)
    .option('--suites <dir>', 'run the scenarios of another folder');
