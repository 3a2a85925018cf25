import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One operation of the control plane, by its name in the operation table (`suites/service/operations.json`). */
export type Operation = string;

/** One operation of API Gateway, as the service model has it; `suites/service/derive.ts` writes the table. */
export interface OperationRow {
  readonly method: string;
  /** Its path, `{member}` for each member of the input that stands in it; `?mode=import` belongs to it where it is there. */
  readonly uri: string;
  /** Status of a success. */
  readonly status: number;
  /** Members of the input that stand in the query, by their name there. */
  readonly query: Readonly<Record<string, string>>;
  /** Members of the input that stand in the body. */
  readonly body: readonly string[];
  /** The list that it answers: its name for the SDK and on the wire. */
  readonly list: { readonly sdk: string; readonly wire: string } | null;
  /** What names one resource: the member of a path, and that of an answer. */
  readonly key: { readonly param: string; readonly member: string } | null;
  /** Of an operation that changes something: what reads its effect, what lists it, and what takes it back. */
  readonly read: string | null;
  readonly readAll: string | null;
  readonly undo: string | null;
}

interface Table {
  readonly about: string;
  readonly operations: Readonly<Record<string, OperationRow>>;
}

const TABLE = JSON.parse(readFileSync(fileURLToPath(new URL('../../suites/service/operations.json', import.meta.url)), 'utf8')) as Table;

/** Every operation of API Gateway by its name. */
export const OPERATION_TABLE: ReadonlyMap<string, OperationRow> = new Map(Object.entries(TABLE.operations));

/** The row of an operation. @throws Error where there is none: names are checked when a suite is loaded */
export const operationRow = (name: string): OperationRow => {
  const row = OPERATION_TABLE.get(name);
  if (row === undefined) throw new Error(`no operation ${name} in the operation table`);
  return row;
};

/** Whether an operation only reads. */
export const isReading = (name: string): boolean => OPERATION_TABLE.get(name)?.method === 'GET';

/** A request as the table reads it: the operation, and what stands in its path, decoded, by member of the input. */
export interface RouteMatch {
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
}

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly query: string;
  readonly fixed: number;
}

const PARAM = /\{(\w+)\}/g;

const toRoute = (operation: string, { method, uri }: OperationRow): Route => {
  const [path = '', query = ''] = uri.split('?');
  const pattern = new RegExp(`^${path.replace(PARAM, '(?<$1>[^/]+)')}/?$`);
  return { operation, method, pattern, query, fixed: path.replace(PARAM, '').length };
};

/** The most literal path first, and one that names a query before one that does not. */
const ROUTES: readonly Route[] = [...OPERATION_TABLE]
  .map(([name, row]) => toRoute(name, row))
  .sort((a, b) => b.query.length - a.query.length || b.fixed - a.fixed);

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The operation that a request calls, by method and path with its query; null where no operation has them. */
export const routeOf = (method: string, path: string): RouteMatch | null => {
  const [bare = '', query = ''] = path.split('?', 2);
  const asked = query.split('&');
  for (const route of ROUTES) {
    const found = route.method === method && (route.query === '' || asked.includes(route.query)) ? route.pattern.exec(bare) : null;
    if (found === null) continue;
    const params = Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, text]) => [name, decode(text)]));
    return { operation: route.operation, params };
  }
  return null;
};

const encode = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** The path of an operation with what its input names in it, as an SDK writes it. */
export const pathOf = (name: string, input: Readonly<Record<string, unknown>>): string =>
  operationRow(name).uri.replace(PARAM, (_, member: string) => encode(String(input[member] ?? '')));
