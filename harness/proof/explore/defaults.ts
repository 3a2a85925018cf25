import { isObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Suite } from '../../engine/load/types.ts';

/** The built-in gateway response of each type, as F-100 has it. */
export type Defaults = ReadonlyMap<string, JsonObject>;

const SCENARIO = 'defaults/get-all';

const itemsOf = (value: Json): JsonObject => (isObject(value) && isObject(value['item']) ? value['item'] : {});

/** Reads the built-in responses from the scenario that holds them; empty where a suite has none. */
export const readDefaults = (suite: Suite): Defaults => {
  const steps = suite.scenarios.find(({ id }) => id === SCENARIO)?.cases[0]?.steps ?? [];
  const goldens = steps.flatMap(({ expect }) => expect.filter(({ golden, fact }) => golden !== null && fact === 'F-100'));
  const items = goldens.flatMap(({ matcher }) => (matcher.kind === 'equals' ? [itemsOf(matcher.value)] : []));
  return new Map(
    items.flatMap((item) => Object.entries(item).flatMap(([type, one]): [string, JsonObject][] => (isObject(one) ? [[type, one]] : []))),
  );
};

/** The default type that a type may show the members of (F-103a, F-117); null for the two themselves. */
export const familyOf = (type: string, defaults: Defaults): 'DEFAULT_4XX' | 'DEFAULT_5XX' | null => {
  const status = defaults.get(type)?.['statusCode'];
  if (typeof status !== 'string') return null;
  return status.startsWith('4') ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
};
