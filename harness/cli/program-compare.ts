import type { Io } from '../terminal/io.ts';
import { collectOne, type Finish, formatOption, REPORT } from './program-options.ts';
import { type Command, Option } from './shared/commander.ts';

/** Registers what works on several run documents: `merge`, `compare`, `history` and `page`. */
export const addComparisons = (program: Command, io: Io, finish: Finish): void => {
  program
    .command('merge <run.json...>')
    .description('put the shards of a run together, and prove that nothing is missing; ends with the exit code of the whole run')
    .option('--out <dir>', 'where the whole goes (default: apigw-report/<name>)')
    .option('--baseline <file>', 'known deviations: a new one and a vanished one are exit 1')
    .option('--suites <dir>', 'scenarios of another folder')
    .addOption(formatOption())
    .option(...REPORT)
    .option('--verbose', 'print every case, not the causes alone')
    .option('--quiet', 'print nothing but errors')
    .action(async (files: string[], flags) => finish(await (await import('./commands/merge.ts')).merge(files, flags, io)));
  program
    .command('compare <before.json> <after.json>')
    .description('what got better, worse, new and gone between two runs: of two versions, or of two emulators; exit 1 where something got worse')
    .option('--across-suites', 'allow two suites: only scenarios that mean the same in both are compared')
    .addOption(new Option('--format <format>', 'what to print').choices(['text', 'json', 'markdown']).default('text'))
    .option('--full', 'every case, not the first ones')
    .action(async (before: string, after: string, flags) =>
      finish(await (await import('./commands/compare.ts')).compare({ before, after }, flags, io)),
    );
  program
    .command('history [run.json...]')
    .description('divergence and coverage over many runs, in the order given')
    .option('--git <run.json>', 'every committed version of this file, oldest first (repeatable)', collectOne)
    .addOption(new Option('--format <format>', 'what to print').choices(['text', 'json', 'markdown']).default('text'))
    .action(async (files: string[], flags) => finish(await (await import('./commands/history.ts')).history(files, flags, io)));
  program
    .command('page [runs...]')
    .description('write one HTML page over several runs, each a run.json (default: reports/*/run.json)')
    .option('--out <file>', 'where (default: index.html, for the committed runs reports/index.html)')
    .option('--check <file>', 'exit 1 where the committed page is not that of the runs')
    .action(async (files: readonly string[], flags) => finish(await (await import('./commands/page.ts')).page(files, flags, io)));
};
