import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../../base/exit.ts';
import { replaceFile } from '../../base/write-file.ts';
import { loadSuite } from '../../engine/load/load.ts';
import type { Suite } from '../../engine/load/types.ts';
import { type Caught, catchesText, caughtOf, firstAsked, parseCaught } from '../../proof/prove/catches.ts';
import { proveModel } from '../../proof/prove/prove-model.ts';
import { idleScenarios, proofText } from '../../proof/prove/report.ts';
import { isProved, scoreOf } from '../../proof/prove/score.ts';
import type { Proof } from '../../proof/prove/types.ts';
import { callerOf } from '../../service/environment.ts';
import type { Io } from '../../terminal/io.ts';
import { createProgress } from '../../terminal/progress.ts';

/** The flags of `prove` as the command line gives them. */
export interface ProveFlags {
  readonly full?: boolean;
  readonly json?: boolean;
  readonly check?: boolean;
  readonly update?: boolean;
  readonly only?: readonly string[];
}

interface Ledger {
  readonly path: string;
  readonly text: string;
  readonly caught: Caught;
}

const readLedger = (suite: Suite): Ledger => {
  const path = join(suite.root, 'catches.json');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return { path, text, caught: parseCaught(text) };
};

/** Writes the catches, or says that the committed ones are old; gives whether they are current. */
const settleLedger = (ledger: Ledger, proof: Proof, flags: ProveFlags, io: Io): boolean => {
  const text = catchesText(caughtOf(proof.mutants, flags.only === undefined ? undefined : ledger.caught));
  if (text === ledger.text) return true;
  if (flags.update !== true) {
    io.err('catches.json is not that of this proof: run "prove --update" and commit what changed.\n');
    return false;
  }
  replaceFile(ledger.path, text, { what: 'the catches', hint: 'The folder of the suite has to be one that can be written.' });
  return true;
};

const print = (proof: Proof, suite: Suite, flags: ProveFlags, io: Io): void => {
  const scenarios = suite.scenarios.map(({ id }) => id);
  const json = { score: scoreOf(proof), ...proof, idle: flags.full === true ? idleScenarios(proof, scenarios) : null };
  io.out(flags.json === true ? `${JSON.stringify(json, null, 2)}\n` : proofText(proof, scenarios));
};

/** Tries every mutant and every lawful variant of the model on the suite: what it catches is what "passed" is worth. */
export const prove = async (flags: ProveFlags, io: Io): Promise<number> => {
  const suite = loadSuite();
  const ledger = readLedger(suite);
  const progress = createProgress(io, false, 'mutants and variants');
  const caller = callerOf(io.environment, undefined);
  const lastTime = firstAsked(ledger.caught);
  const proof = await proveModel({ suite, caller, only: flags.only, lastTime, full: flags.full === true, onStep: progress.show });
  progress.clear();
  print(proof, suite, flags, io);
  const current = settleLedger(ledger, proof, flags, io);
  return isProved(scoreOf(proof)) && (current || flags.check !== true) ? EXIT.ok : EXIT.failed;
};
