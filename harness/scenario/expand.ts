import { escapeToken, isObject, type Json, type JsonObject } from '../json.ts';
import type { Problem } from './problems.ts';

/** Variables that are only known when a case runs. */
export const RUN_VARIABLES: ReadonlySet<string> = new Set(['api', 'api2']);

const WHOLE = /^\$\{([a-zA-Z][A-Za-z0-9]*)\}$/;
const INLINE = /\$(\$\{)|\$\{([a-zA-Z][A-Za-z0-9]*)\}/g;

interface Scope {
  readonly file: string;
  readonly variables: JsonObject;
  readonly problems: Problem[];
}

const complain = (scope: Scope, pointer: string, message: string, remedy: string): string => {
  scope.problems.push({ file: scope.file, pointer, message, remedy });
  return '';
};

const lookUp = (scope: Scope, pointer: string, name: string): Json => {
  if (RUN_VARIABLES.has(name)) return `\${${name}}`;
  const value = scope.variables[name];
  if (value !== undefined) return value;
  const known = [...RUN_VARIABLES, ...Object.keys(scope.variables)].join(', ');
  return complain(scope, pointer, `unknown variable \${${name}}`, `Use one of ${known}, or write $\${ for a literal \${.`);
};

const inText = (scope: Scope, pointer: string, name: string): string => {
  const value = lookUp(scope, pointer, name);
  if (typeof value === 'string') return value;
  return complain(scope, pointer, `variable \${${name}} inside a text is not a string`, 'Make it a string, or let it stand alone.');
};

const expandText = (scope: Scope, pointer: string, text: string): string =>
  text.replace(INLINE, (_, literal: string | undefined, name: string | undefined) =>
    literal === undefined ? inText(scope, pointer, name ?? '') : literal,
  );

const isGenerator = (value: JsonObject): value is { text: string; times: number } =>
  Object.keys(value).length === 2 && typeof value['text'] === 'string' && typeof value['times'] === 'number';

const expandObject = (scope: Scope, pointer: string, value: JsonObject): Json => {
  if (isGenerator(value)) return value.text.repeat(value.times);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [expandText(scope, pointer, key), expandValue(scope, `${pointer}/${escapeToken(key)}`, member)]),
  );
};

const expandValue = (scope: Scope, pointer: string, value: Json): Json => {
  if (typeof value === 'string') {
    const whole = WHOLE.exec(value)?.[1];
    return whole === undefined ? expandText(scope, pointer, value) : lookUp(scope, pointer, whole);
  }
  if (Array.isArray(value)) return value.map((item: Json, index) => expandValue(scope, `${pointer}/${index}`, item));
  return isObject(value) ? expandObject(scope, pointer, value) : value;
};

/**
 * Fills the variables of one case into a part of its scenario and unfolds `{"text", "times"}`.
 * `${api}` and `${api2}` stay: only a run knows them. Unknown variables are added to `problems`.
 */
export const expand = (
  value: Json,
  pointer: string,
  scope: { readonly file: string; readonly variables: JsonObject; readonly problems: Problem[] },
): Json => {
  const variables = expandValue({ ...scope, variables: {} }, '/repeat', scope.variables);
  return expandValue({ ...scope, variables: isObject(variables) ? variables : {} }, pointer, value);
};

/** Fills the API ids of a run into any part of a step. */
export const bindApis = <T>(value: T, ids: Readonly<Record<string, string>>): T => {
  if (typeof value === 'string') return value.replace(/\$\{(api2?)\}/g, (all, name: string) => ids[name] ?? all) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => bindApis(item, ids)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [bindApis(key, ids), bindApis(item, ids)])) as T;
};
