import { HarnessError } from './errors.ts';

/** What a number given on the command line has to be. */
export interface NumberRule {
  /** The flag, or the variable, that the number was given by. */
  readonly flag: string;
  /** Stands where nothing is given. */
  readonly fallback: number;
  /** Shown to whoever gave something else; default: the fallback. */
  readonly example?: number;
  readonly least?: number;
  /** Where the number has to be above something. */
  readonly above?: number;
  readonly most?: number;
  readonly whole?: boolean;
}

const DECIMAL = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

const boundsText = ({ least, above, most }: NumberRule): string => {
  const lower = above !== undefined ? ` above ${above}` : least !== undefined ? ` of at least ${least}` : '';
  return most === undefined ? lower : `${lower}${lower === '' ? '' : ' and'} up to ${most}`;
};

const fits = (value: number, { least, above, most, whole }: NumberRule): boolean =>
  value >= (least ?? Number.NEGATIVE_INFINITY) &&
  value > (above ?? Number.NEGATIVE_INFINITY) &&
  value <= (most ?? Number.MAX_SAFE_INTEGER) &&
  (whole !== true || Number.isInteger(value));

const misfit = (said: string, rule: NumberRule): HarnessError => {
  const kind = rule.whole === true ? 'a whole number' : 'a number';
  return new HarnessError(
    'usage',
    `Failed to read ${rule.flag} ${said}: not ${kind}${boundsText(rule)}`,
    `Give one, as in ${rule.flag} ${rule.example ?? rule.fallback}.`,
  );
};

/** Holds a number against its rule; the fallback stands where there is none. @throws HarnessError `usage` */
export const requireNumber = (value: number | undefined, rule: NumberRule): number => {
  if (value === undefined) return rule.fallback;
  if (fits(value, rule)) return value;
  throw misfit(String(value), rule);
};

/** Reads a number that a flag gives: the one place for all flags of all commands. @throws HarnessError `usage` */
export const readNumber = (text: string | undefined, rule: NumberRule): number => {
  if (text === undefined) return rule.fallback;
  if (DECIMAL.test(text) && fits(Number(text), rule)) return Number(text);
  throw misfit(text, rule);
};
