import { type Outcome, refusal } from '../refusal.ts';
import type { Customization, StringMap } from '../state.ts';
import { type Cell, invalidPath } from './update.ts';

/** The effect of one op on one path, its checks passed. */
export type Effect = (cell: Cell) => Outcome;

/** The support table of section B, a rule per cell, and the two ops that it has no column for. */
export interface CellRules {
  /** Not supported: B add /statusCode, F-010. */
  readonly addStatusCode: Effect;
  /** Sets the status: F-001, F-003. A value outside the pattern, empty or absent is refused as on Put (F-068): open (I.3). */
  readonly replaceStatusCode: Effect;
  /** Not supported: B remove /statusCode, F-011. */
  readonly removeStatusCode: Effect;
  /** Not supported: B copy /statusCode. Its words: open (I.1). */
  readonly copyStatusCode: Effect;
  /** Sets the parameter, there or not: B add /responseParameters, F-060, F-061, F-062 (inferred). */
  readonly addParameter: Effect;
  /** Sets the parameter and leaves the others: B replace /responseParameters, F-003. */
  readonly replaceParameter: Effect;
  /** Drops the parameter and leaves the others: B remove /responseParameters. */
  readonly removeParameter: Effect;
  /** Not supported: B copy /responseParameters. Its words: open (I.1). */
  readonly copyParameter: Effect;
  /** Sets the template, displayed or not, and leaves the others: B add /responseTemplates, F-003, F-063 (inferred). */
  readonly addTemplate: Effect;
  /** Sets the template and leaves the others: B replace /responseTemplates. */
  readonly replaceTemplate: Effect;
  /** Drops the template and leaves the others: B remove /responseTemplates. */
  readonly removeTemplate: Effect;
  /** Not supported: B copy /responseTemplates. Its words: open (I.1). */
  readonly copyTemplate: Effect;
  /** move on any path: refused, inferred. Open (I.1). */
  readonly move: Effect;
  /** test on any path: refused, inferred. Open (I.1). */
  readonly test: Effect;
}

function withEntry(map: StringMap, key: string, value: string): StringMap {
  return new Map(map).set(key, value);
}

function withoutEntry(map: StringMap, key: string): StringMap {
  return new Map([...map].filter(([name]) => name !== key));
}

function changed(cell: Cell, change: Partial<Customization>): Outcome {
  return { stored: { ...cell.stored, ...change } };
}

function setParameter(cell: Cell): Outcome {
  return changed(cell, { responseParameters: withEntry(cell.stored.responseParameters, cell.key, cell.value ?? '') });
}

function setTemplate(cell: Cell): Outcome {
  return changed(cell, { responseTemplates: withEntry(cell.stored.responseTemplates, cell.key, cell.value ?? '') });
}

function setStatus(cell: Cell): Outcome {
  const { value } = cell;
  if (value !== undefined && /^[1-5]\d\d$/.test(value)) return changed(cell, { statusCode: value });
  const violation = `Value '${value ?? 'null'}' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d`;
  return { refused: refusal('ValidationException', `1 validation error detected: ${violation}`) };
}

function unsupported({ path }: Cell): Outcome {
  return { refused: invalidPath(path) };
}

/** {@link CellRules} as AWS has them. */
export const cellRules: CellRules = {
  addStatusCode: unsupported,
  replaceStatusCode: setStatus,
  removeStatusCode: unsupported,
  copyStatusCode: unsupported,
  addParameter: setParameter,
  replaceParameter: setParameter,
  removeParameter: (cell) => changed(cell, { responseParameters: withoutEntry(cell.stored.responseParameters, cell.key) }),
  copyParameter: unsupported,
  addTemplate: setTemplate,
  replaceTemplate: setTemplate,
  removeTemplate: (cell) => changed(cell, { responseTemplates: withoutEntry(cell.stored.responseTemplates, cell.key) }),
  copyTemplate: unsupported,
  move: unsupported,
  test: unsupported,
};
