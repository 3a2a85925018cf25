import { HarnessError } from '../../base/errors.ts';

/** One mistake in a suite's file, with its place and its remedy. */
export interface Problem {
  readonly file: string;
  readonly pointer: string;
  readonly message: string;
  readonly remedy: string;
}

const SHOWN = 20;

const line = ({ file, pointer, message, remedy }: Problem): string =>
  `  ${file}${pointer === '' ? '' : ` at ${pointer}`}: ${message}\n      ${remedy}`;

/** The one error that a suite with mistakes throws: every mistake with file, JSON pointer and remedy. */
export const suiteError = (problems: readonly Problem[]): HarnessError => {
  const rest = problems.length > SHOWN ? `\n  ... and ${problems.length - SHOWN} more` : '';
  const lines = problems.slice(0, SHOWN).map(line).join('\n');
  return new HarnessError(
    'suite-invalid',
    `Failed to load the suite: ${problems.length} mistake${problems.length === 1 ? '' : 's'}\n${lines}${rest}`,
    'The format is described in suites/README.md.',
  );
};
