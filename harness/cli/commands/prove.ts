import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutants as modelMutants } from '../../../suites/model/mutants/index.ts';
import { variants as modelVariants } from '../../../suites/model/variants/index.ts';
import { HarnessError } from '../../errors.ts';
import { planCases } from '../../plan.ts';
import { type Catches, catchesOf, catchesText, parseCatches } from '../../prove/catches.ts';
import { checkData } from '../../prove/check-data.ts';
import { prove as proveSuite } from '../../prove/prove.ts';
import { rehearse } from '../../prove/rehearse.ts';
import { idleScenarios, proofText } from '../../prove/report.ts';
import { isProved, scoreOf } from '../../prove/score.ts';
import type { Mutant, Proof, Variant } from '../../prove/types.ts';
import { EXIT } from '../../result/exit-code.ts';
import { loadSuite } from '../../scenario/load.ts';
import type { Suite } from '../../scenario/types.ts';
import { callerOf } from '../environment.ts';
import type { Io } from '../io.ts';
import { makeModel, modelRules, toMutant, toVariant } from '../mutants.ts';
import { createProgress } from '../progress.ts';

/** The flags of `prove` as the command line gives them. */
export interface ProveFlags {
  readonly full?: boolean;
  readonly json?: boolean;
  readonly check?: boolean;
  readonly update?: boolean;
  readonly only?: readonly string[];
}

interface Chosen {
  readonly mutants: readonly Mutant[];
  readonly variants: readonly Variant[];
}

const choose = (only: readonly string[] | undefined): Chosen => {
  const mutants = modelMutants.map(toMutant);
  const variants = modelVariants.map(toVariant);
  if (only === undefined) return { mutants, variants };
  const wordsOf = (one: Mutant | Variant): readonly string[] =>
    'fact' in one ? [one.name, one.fact, 'mutants'] : [one.name, ...one.allowedBy, 'variants'];
  const unknown = only.find((term) => ![...mutants, ...variants].some((one) => wordsOf(one).includes(term)));
  if (unknown !== undefined) {
    throw new HarnessError(
      'usage',
      `Failed to select mutants: --only ${unknown} matches none`,
      'Name a mutant, a variant, the fact of either, "mutants" or "variants"; "prove" alone lists them.',
    );
  }
  const fits = (one: Mutant | Variant): boolean => wordsOf(one).some((word) => only.includes(word));
  return { mutants: mutants.filter(fits), variants: variants.filter(fits) };
};

interface Ledger {
  readonly path: string;
  readonly text: string;
  readonly catches: Catches;
}

const readLedger = (suite: Suite): Ledger => {
  const path = join(suite.root, 'catches.json');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return { path, text, catches: parseCatches(text) };
};

/** Writes the catches, or says that the committed ones are old; gives whether they are current. */
const settleLedger = (ledger: Ledger, proof: Proof, flags: ProveFlags, io: Io): boolean => {
  const text = catchesText(catchesOf(proof.mutants, flags.only === undefined ? {} : ledger.catches));
  if (text === ledger.text) return true;
  if (flags.update !== true) {
    io.err('catches.json is not that of this proof: run "prove --update" and commit what changed.\n');
    return false;
  }
  writeFileSync(ledger.path, text);
  return true;
};

/** Tries every mutant and every lawful variant of the model on the suite: what it catches is what "passed" is worth. */
export const prove = async (flags: ProveFlags, io: Io): Promise<number> => {
  const { mutants, variants } = choose(flags.only);
  const suite = loadSuite();
  checkData(mutants, variants, { facts: suite.facts, rules: modelRules });
  const ledger = readLedger(suite);
  const planned = planCases(suite, { only: [], skip: [] });
  const rehearsal = await rehearse({ suite, planned, caller: callerOf(io.environment, undefined), model: makeModel });
  const progress = createProgress(io, flags.json === true, 'mutants and variants');
  const input = { rehearsal, mutants, variants, lastTime: ledger.catches, full: flags.full === true };
  const proof = await proveSuite({ ...input, onStep: progress.show });
  progress.clear();
  const score = scoreOf(proof);
  const scenarios = suite.scenarios.map(({ id }) => id);
  const json = { score, ...proof, idle: flags.full === true ? idleScenarios(proof, scenarios) : null };
  io.out(flags.json === true ? `${JSON.stringify(json, null, 2)}\n` : proofText(proof, scenarios));
  const current = settleLedger(ledger, proof, flags, io);
  return isProved(score) && (current || flags.check !== true) ? EXIT.ok : EXIT.failed;
};
