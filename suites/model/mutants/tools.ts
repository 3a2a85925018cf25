import type { Outcome, Refusal } from '../refusal.ts';
import type { Effect } from '../rules/cells.ts';
import type { Operation } from '../rules/request.ts';
import type { Cell } from '../rules/update.ts';
import { awsRules as aws, type Rules } from '../rules.ts';
import type { Customization, StringMap } from '../state.ts';

/** The operation is accepted and nothing happens. */
export const ignored: Effect = ({ stored }) => ({ stored });

/** The operation is refused as if its path did not support it. */
export const unsupported: Effect = ({ path }) => ({
  refused: { status: 400, errorType: 'BadRequestException', message: `Invalid patch path ${path}` },
});

/** What is stored with some members changed. */
export const changed = ({ stored }: Cell, change: Partial<Customization>): Outcome => ({ stored: { ...stored, ...change } });

/** A refusal of another status. */
export const withStatus = (refusal: Refusal, status: number): Refusal => ({ ...refusal, status });

/** A refusal of another type. */
export const withType = (refusal: Refusal, errorType: string): Refusal => ({ ...refusal, errorType });

/** A refusal in other words. */
export const withMessage = (refusal: Refusal, message: string): Refusal => ({ ...refusal, message });

/** A map with each value changed. */
export const mapValues = (map: StringMap, change: (value: string) => string): StringMap =>
  new Map([...map].map(([key, value]) => [key, change(value)]));

/** A map with each key changed. */
export const mapKeys = (map: StringMap, change: (key: string) => string): StringMap => new Map([...map].map(([key, value]) => [change(key), value]));

/** All routes but that of one operation. */
export const withoutRoute =
  (operation: Operation): Rules['route'] =>
  (method, path) => {
    const found = aws.route(method, path);
    return found?.operation === operation ? undefined : found;
  };
