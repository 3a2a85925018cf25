import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { mutants } from '../../../suites/model/mutants/index.ts';
import { EXIT } from '../../base/exit.ts';
import { atPointer } from '../../base/json.ts';
import { replaceFile } from '../../base/write-file.ts';
import { loadSuite } from '../../engine/load/load.ts';
import { loadSeeds } from '../../engine/load/seeds.ts';
import type { Fact, Suite } from '../../engine/load/types.ts';
import { coverageOf, isJudged, type Reach } from '../../engine/result/coverage.ts';
import { type Catches, parseCaught } from '../../proof/prove/catches.ts';
import type { LedgerInput } from '../../report/ledger/coverage-input.ts';
import { coverageLedger } from '../../report/ledger/coverage-ledger.ts';
import { outputSchema } from '../../service/schemas.ts';
import type { Io } from '../../terminal/io.ts';

/** Options of the command. */
export interface CoverageFlags {
  readonly suites?: string;
  readonly out?: string;
  readonly check?: string;
}

type Reaches = ReadonlyMap<Fact, Reach>;

const reachText = (reach: Reach): string => {
  switch (reach.kind) {
    case 'judged':
      return reach.ids.join(' ');
    case 'always':
      return ['(judged of every answer)', ...reach.ids].join(' ');
    case 'observed':
    case 'sent':
      return [`(only ${reach.kind})`, ...reach.ids].join(' ');
    case 'untestable':
      return `(cannot be provoked: ${reach.reason})`;
    case 'missing':
      return 'NO SCENARIO';
  }
};

const line = ([fact, reach]: readonly [Fact, Reach]): string => `${fact.id}\t${fact.class}\t${reachText(reach)}`;

const text = (reaches: Reaches): string => {
  const count = (kind: Reach['kind']): number => [...reaches.values()].filter((reach) => reach.kind === kind).length;
  const judged = [...reaches.values()].filter(isJudged).length;
  const total = `${reaches.size} facts: ${judged} judged, ${count('observed')} only observed, ${count('sent')} only sent, ${count('untestable')} that cannot be provoked, ${count('missing')} without a scenario`;
  return `${[...reaches].map(line).join('\n')}\n\n${total}\n`;
};

/** What each mutant was caught by, as far as it is committed; a case that is gone catches nothing. */
const readCatches = ({ root, scenarios }: Suite): Pick<LedgerInput, 'catches' | 'absent'> => {
  const path = join(root, 'catches.json');
  const committed = parseCaught(existsSync(path) ? readFileSync(path, 'utf8') : '');
  const cases = new Set(scenarios.flatMap((scenario) => scenario.cases.map(({ id }) => id)));
  const known = (catches: Catches): ReadonlyMap<string, string> => new Map(Object.entries(catches).filter(([, id]) => cases.has(id)));
  return { catches: known(committed.catches), absent: known(committed.absent) };
};

const responseTypes = (): readonly string[] => {
  const types = atPointer(outputSchema('UpdateGatewayResponse') ?? undefined, '/properties/responseType/enum');
  return Array.isArray(types) ? types.filter((type) => typeof type === 'string') : [];
};

/** The ledger, its links written for the place where it stands. */
const ledgerAt = (path: string, suite: Suite, reaches: Reaches): string =>
  coverageLedger({
    suite,
    reaches,
    seeds: loadSeeds(suite),
    mutants,
    ...readCatches(suite),
    types: responseTypes(),
    suiteFolder: `${relative(dirname(path), suite.root).split(sep).join('/')}/`,
  });

const isStale = (path: string, suite: Suite, reaches: Reaches): boolean =>
  !existsSync(path) || readFileSync(path, 'utf8') !== ledgerAt(path, suite, reaches);

/**
 * Prints every fact with its scenarios, or writes or checks the ledger of them.
 * A fact that could be provoked and has no scenario is exit 1, and so is a ledger that is not that of the suite.
 */
export const coverage = async ({ suites, out, check }: CoverageFlags, io: Io): Promise<number> => {
  const suite = loadSuite(suites);
  const reaches = coverageOf(suite);
  if (out === undefined && check === undefined) io.out(text(reaches));
  if (out !== undefined) replaceFile(out, ledgerAt(out, suite, reaches), { what: 'the ledger', hint: 'Name another file with --out FILE.' });
  const stale = check !== undefined && isStale(check, suite, reaches);
  if (stale) io.err(`${check} is not the ledger of the suite: run "npm run suite:coverage" and commit what changed.\n`);
  const missing = [...reaches].filter(([, { kind }]) => kind === 'missing').map(([{ id }]) => id);
  if (missing.length > 0) io.err(`No scenario, and no reason why none can be: ${missing.join(' ')}\n`);
  return stale || missing.length > 0 ? EXIT.failed : EXIT.ok;
};
