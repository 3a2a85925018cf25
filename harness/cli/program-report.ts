import type { Io } from '../terminal/io.ts';
import { type Finish, formatOption, REPORT } from './program-options.ts';
import { type Command, Option } from './shared/commander.ts';

/** Registers `report`. */
export const addReports = (program: Command, io: Io, finish: Finish): void => {
  program
    .command('report <run.json>')
    .description('print a report of a run that was made before')
    .addOption(formatOption())
    .option(...REPORT)
    .option('--baseline <file>', 'hold it against known deviations')
    .option('--verbose', 'print every case, not the causes alone')
    .addOption(new Option('--full', 'the same as --verbose').hideHelp())
    .action(async (file: string, flags) => finish(await (await import('./commands/report.ts')).report(file, flags, io)));
};

/** Registers `baseline` and what it does. */
export const addBaseline = (program: Command, io: Io, finish: Finish): void => {
  const baseline = program.command('baseline').description('known deviations of a target');
  baseline
    .command('init <run.json>')
    .description('write down the causes of a run as known, with their cases; give each its reason afterwards')
    .option('--out <file>', 'where (default: baseline.json beside the run)')
    .option('--force', 'bring a file that is there up to date; reasons, owners, links and days are kept')
    .option('--owner <name>', 'who answers for entries that name nobody')
    .option('--link <url>', 'where entries without a link are followed up')
    .option('--expires <day>', 'last day, YYYY-MM-DD, on which entries without one are accepted')
    .action(async (file: string, flags) => finish(await (await import('./commands/baseline-init.ts')).baselineInit(file, flags, io)));
  baseline
    .command('prune <run.json>')
    .description('take out what the target has no longer, and what the suite no longer asks for')
    .option('--baseline <file>', 'which (default: baseline.json beside the run)')
    .option('--dry-run', 'say what would go, write nothing')
    .action(async (file: string, flags) => finish(await (await import('./commands/baseline-prune.ts')).baselinePrune(file, flags, io)));
  baseline
    .command('convert <baseline.json>')
    .description('write a baseline that names findings as one that names causes; reasons, owners, links and days are kept')
    .requiredOption('--run <run.json>', 'the run of everything that it is held against')
    .option('--out <file>', 'where (default: in its place)')
    .action(async (file: string, flags) => finish(await (await import('./commands/baseline-convert.ts')).baselineConvert(file, flags, io)));
  baseline
    .command('explain <run.json>')
    .description('print each entry with both sides, fact, class, owner and expiry')
    .option('--baseline <file>', 'which (default: baseline.json beside the run)')
    .action(async (file: string, flags) => finish(await (await import('./commands/baseline-explain.ts')).baselineExplain(file, flags, io)));
};
