import { plural } from '../../base/count-text.ts';
import { HarnessError } from '../../base/errors.ts';
import { EXIT } from '../../base/exit.ts';
import { convertBaseline } from '../../engine/baseline/convert-baseline.ts';
import { knownText } from '../../report/words/explain-cause-baseline.ts';
import type { Io } from '../../terminal/io.ts';
import { readBaseline, readVerdicts, requireOwn, writeBaseline } from '../shared/read-run.ts';

/** The flags of `baseline convert`. */
export interface ConvertFlags {
  readonly run: string;
  readonly out?: string;
}

/** Writes a baseline that names findings as one that names causes; reasons, owners, links and days are kept. */
export const baselineConvert = async (file: string, { run: path, out = file }: ConvertFlags, io: Io): Promise<number> => {
  const old = readBaseline(file);
  if (old.format === 2) {
    throw new HarnessError('usage', `Failed to convert baseline ${file}: it names causes already`, 'Use it as it is.');
  }
  const run = readVerdicts(path);
  requireOwn(old, file, run.target.name);
  const { baseline, gone, unknown } = convertBaseline(run, old);
  writeBaseline(out, baseline);
  const left = [
    ...(gone === 0 ? [] : [`Left out: ${plural(gone, 'case')} of entries that this run no longer has.\n`]),
    ...(unknown === 0 ? [] : [`Still unknown: ${plural(unknown, 'case')} of causes of which the old baseline did not know all.\n`]),
  ];
  io.out(`${out}: ${knownText(baseline)}, in place of ${plural(old.entries.length, 'finding')}.\n${left.join('')}`);
  return EXIT.ok;
};
