import { existsSync } from 'node:fs';
import { HarnessError } from '../../base/errors.ts';
import { EXIT } from '../../base/exit.ts';
import { initBaseline } from '../../engine/baseline/write-baseline.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { knownText } from '../../report/words/explain-cause-baseline.ts';
import type { Io } from '../../terminal/io.ts';
import { baselineBeside, readBaseline, readVerdicts, requireOwn, writeBaseline } from '../shared/read-run.ts';
import { futureDay, today } from '../shared/today.ts';

/** The flags of `baseline init`. */
export interface InitFlags {
  readonly out?: string;
  readonly force?: boolean;
  readonly owner?: string;
  readonly link?: string;
  readonly expires?: string;
}

const checkedLink = (link: string): string => {
  if (URL.canParse(link) && link.startsWith('https://')) return link;
  throw new HarnessError(
    'usage',
    `Failed to read --link ${link}: not an https URL`,
    'Write the address whole, as in --link https://example.com/issues/1.',
  );
};

const refuse = (out: string): HarnessError =>
  new HarnessError(
    'usage',
    `Failed to write baseline ${out}: it is there already, with its reasons`,
    'Name another file with --out, or bring it up to date with --force: reasons, owners, links and days are kept.',
  );

/** What nobody answered, or an operation that is not there, is nothing to be known. */
const requireChecked = ({ unchecked }: RunDocument, file: string): void => {
  if (unchecked === undefined) return;
  throw new HarnessError(
    'baseline-invalid',
    `Failed to write a baseline of ${file}: ${unchecked}`,
    'Name the run.json of a run that checked something.',
  );
};

/** Writes the causes of a run down as known; what an older baseline says of them is kept. */
export const baselineInit = async (file: string, flags: InitFlags, io: Io): Promise<number> => {
  const run = readVerdicts(file);
  const out = flags.out ?? baselineBeside(file);
  requireChecked(run, file);
  const isThere = existsSync(out);
  if (isThere && flags.force !== true) throw refuse(out);
  const { owner, link, expires } = flags;
  const notes = {
    ...(owner === undefined ? {} : { owner }),
    ...(link === undefined ? {} : { link: checkedLink(link) }),
    since: today(),
    ...(expires === undefined ? {} : { expires: futureDay('--expires', expires) }),
  };
  const baseline = initBaseline(run, { previous: isThere ? requireOwn(readBaseline(out), out, run.target.name) : null, notes });
  writeBaseline(out, baseline);
  io.out(`${out}: ${knownText(baseline)}. Give each entry its reason, then run with --baseline ${out}.\n`);
  return EXIT.ok;
};
