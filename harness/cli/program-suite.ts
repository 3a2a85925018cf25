import type { Io } from '../terminal/io.ts';
import { collect, type Finish, selection } from './program-options.ts';
import { type Command, Option } from './shared/commander.ts';
import { REPRO_LANGUAGES } from './shared/repro-languages.ts';

/** Registers what tells of the suite: `list`, `explain`, `repro`, `coverage` and `index`. */
export const addSuite = (program: Command, io: Io, finish: Finish): void => {
  selection(program.command('list').description('list the scenarios'))
    .option('--count', 'print how many scenarios, cases and calls there are')
    .option('--json', 'print JSON')
    .action(async (flags) => finish(await (await import('./commands/list.ts')).list(flags, io)));
  program
    .command('explain <id>')
    .description('explain a scenario, a case or a fact: request, expectation, evidence, source')
    .option('--suites <dir>', 'scenarios of another folder')
    .action(async (id: string, flags) => finish(await (await import('./commands/explain.ts')).explain(id, flags, io)));
  program
    .command('repro <case>')
    .description('print the shortest script that shows a case, or one answer of it: <case>#<step>')
    .addOption(new Option('--as <language>', 'what to write it in').choices([...REPRO_LANGUAGES]).default('curl'))
    .option('--endpoint <url>', 'the address that stands in it (default: AWS_ENDPOINT_URL_API_GATEWAY, AWS_ENDPOINT_URL, else it reads ENDPOINT)')
    .option('--suites <dir>', 'scenarios of another folder')
    .action(async (id: string, flags) => finish(await (await import('./commands/repro.ts')).repro(id, flags, io)));
  program
    .command('coverage')
    .description('facts by scenarios; what cannot be provoked, and why')
    .option('--out <file>', 'write the ledger: facts, cells, types and documents by scenarios and mutants, as Markdown')
    .option('--check <file>', 'exit 1 where the committed ledger is not that of the suite')
    .option('--suites <dir>', 'scenarios of another folder')
    .action(async (flags) => finish(await (await import('./commands/coverage.ts')).coverage(flags, io)));
  program
    .command('index')
    .description('write the index that pins the suite, or check it')
    .option('--check', 'exit 1 where the committed index is not that of the suite')
    .option('--suites <dir>', 'scenarios of another folder')
    .action(async (flags) => finish(await (await import('./commands/index-suite.ts')).indexSuite(flags, io)));
};

/** Registers `model`. */
export const addModel = (program: Command, io: Io, finish: Finish): void => {
  program
    .command('model')
    .description('serve the embedded model over HTTP until interrupted')
    .option('--port <port>', 'port on 127.0.0.1 (default: a free one)')
    .action(async (flags) => finish(await (await import('./commands/model.ts')).model(flags, io)));
};

/** Registers `explore`. */
export const addExplore = (program: Command, io: Io, finish: Finish): void => {
  program
    .command('explore')
    .description('look for disagreements that no scenario asks for: generated sequences, held against facts and model, shrunk')
    .option('--endpoint <url>', 'what to explore (default: AWS_ENDPOINT_URL_API_GATEWAY, AWS_ENDPOINT_URL, else the model)')
    .option('--name <name>', 'name of the target in the report')
    .option('--runs <n>', 'how many sequences are generated (default: 300)')
    .option('--max-findings <n>', 'stop after so many disagreements (default: 10)')
    .option('--seed <n>', 'generate the sequences of an earlier exploration')
    .option('--path <path>', 'with its seed: show one finding again')
    .option('--timeout <seconds>', 'for each request (default: 10)')
    .option('--max-body <bytes>', 'a longer body of an answer is a failure (default: 1048576)')
    .option('--region <region>', 'region of the credential scope (default: AWS_REGION, else us-east-1)')
    .option('--out <dir>', 'write each finding there as a scenario file')
    .action(async (flags) => finish(await (await import('./commands/explore.ts')).explore(flags, io)));
};

/** Registers `prove`. */
export const addProve = (program: Command, io: Io, finish: Finish): void => {
  program
    .command('prove')
    .description('prove the suite: every mutant of the model is caught, no lawful variant is accused')
    .option('--full', 'every scenario that catches each mutant, and those that catch none')
    .option('--only <terms>', 'only these mutants and variants, by name or fact (repeatable)', collect)
    .option('--update', 'write catches.json, which says what to ask first the next time')
    .option('--check', 'exit 1 where the committed catches.json is not that of this proof')
    .option('--json', 'print JSON')
    .action(async (flags) => finish(await (await import('./commands/prove.ts')).prove(flags, io)));
};
