import { escapeToken, isObject, type Json, type JsonObject } from '../../base/json.ts';
import { API_PLACEHOLDERS } from './apis.ts';
import type { Problem } from './problems.ts';

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
  if (name === 'api' || name === 'api2') return API_PLACEHOLDERS[name];
  const value = scope.variables[name];
  if (value !== undefined) return value;
  const known = [...Object.keys(API_PLACEHOLDERS), ...Object.keys(scope.variables)].join(', ');
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
 * `${api}` and `${api2}` become placeholders, which the wire replaces by real ids. Unknown variables are added to `problems`.
 */
export const expand = (
  value: Json,
  pointer: string,
  scope: { readonly file: string; readonly variables: JsonObject; readonly problems: Problem[] },
): Json => {
  const variables = expandValue({ ...scope, variables: {} }, '/repeat', scope.variables);
  return expandValue({ ...scope, variables: isObject(variables) ? variables : {} }, pointer, value);
};
