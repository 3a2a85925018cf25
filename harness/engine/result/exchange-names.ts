import { isObject, type Json, type JsonObject } from '../../base/json.ts';
import { isReadBackStep } from '../load/step-names.ts';
import type { CaseResult, StoredExchange } from './types.ts';

const SHORT = /^~(?=[/?]|$)/;
const NAME = /^(\S+) (\S+) (.*)$/s;
const SAME = '=';

/** What a short name leaves out: the step before that is no read-back, and the path before. */
interface Before {
  readonly step: string;
  readonly path: string;
}

const FIRST: Before = { step: '', path: '' };

const after = ({ step, request: { path } }: StoredExchange, before: Before): Before => ({ step: isReadBackStep(step) ? before.step : step, path });

const bare = (step: string, method: string, path: string): StoredExchange => ({ step, request: { method, path, headers: [] } });

/** The path under which most requests of a run go: what names of exchanges write as `~`. */
export const commonPath = (cases: readonly CaseResult[]): string => {
  const counts = new Map<string, number>();
  for (const { request } of cases.flatMap(({ exchanges }) => exchanges)) {
    const parent = request.path.slice(0, Math.max(0, request.path.lastIndexOf('/')));
    counts.set(parent, (counts.get(parent) ?? 0) + 1);
  }
  const [[path] = ['']] = [...counts].sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1));
  return path;
};

const fromText = (text: string, common: string, before: Before): StoredExchange | null => {
  const [, step = '', method = '', path] = NAME.exec(text) ?? [];
  if (path === undefined) return null;
  return bare(step.startsWith('/') ? before.step + step : step, method, path === SAME ? before.path : path.replace(SHORT, () => common));
};

const shortPath = (path: string, common: string): string =>
  common !== '' && path.startsWith(common) && /^(?:[/?]|$)/.test(path.slice(common.length)) ? `~${path.slice(common.length)}` : path;

const nameOf = ({ step, request: { method, path } }: StoredExchange, common: string, before: Before): Json => {
  const short = isReadBackStep(step) && step.startsWith(`${before.step}/`) ? step.slice(before.step.length) : step;
  const text = `${short} ${method} ${path === before.path ? SAME : shortPath(path, common)}`;
  const back = fromText(text, common, before);
  const fits = back?.step === step && back.request.method === method && back.request.path === path;
  return fits ? text : { step, method, path };
};

/**
 * The names of the exchanges of a case: step, method and path, as one text each. `~` stands for the common path,
 * `=` for the path of the exchange before, and `/Get-<TYPE>` for a read-back of the step before.
 */
export const exchangeNames = (exchanges: readonly StoredExchange[], common: string): readonly Json[] => {
  let before = FIRST;
  return exchanges.map((exchange) => {
    const name = nameOf(exchange, common, before);
    before = after(exchange, before);
    return name;
  });
};

const fromName = (name: Json, common: string, before: Before): StoredExchange => {
  if (!isObject(name)) return fromText(String(name), common, before) ?? bare(String(name), '', '');
  const { step, method, path } = name as JsonObject & Record<'step' | 'method' | 'path', string>;
  return bare(step, method, path);
};

/** What names tell of exchanges; headers and bodies they do not. */
export const namedExchanges = (names: readonly Json[], common: string): readonly StoredExchange[] => {
  let before = FIRST;
  return names.map((name) => {
    const exchange = fromName(name, common, before);
    before = after(exchange, before);
    return exchange;
  });
};
