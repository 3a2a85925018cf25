import { visible } from '../../base/foreign-text.ts';
import type { Baseline } from '../../engine/baseline/baseline-cause.ts';
import { type BaselineDifference, compareBaseline } from '../../engine/baseline/compare-baseline.ts';
import type { RunDocument } from '../../engine/result/types.ts';

/**
 * Members whose value is JSON or a body, byte for byte: reports show them as JSON, which escapes, and scripts send them again.
 * What is left of them is written out in the finished report.
 */
const AS_THEY_ARE: ReadonlySet<string> = new Set(['expected', 'actual', 'value', 'body', 'bodies']);

const mapList = (list: readonly unknown[]): readonly unknown[] => {
  const mapped = list.map(map);
  return mapped.some((item, index) => item !== list[index]) ? mapped : list;
};

const mapEntries = (entries: readonly (readonly [string, unknown])[]): readonly (readonly [string, unknown])[] | null => {
  const mapped = entries.map(([key, value]) => [visible(key), AS_THEY_ARE.has(key) ? value : map(value)] as const);
  return mapped.some(([key, value], index) => key !== entries[index]?.[0] || value !== entries[index]?.[1]) ? mapped : null;
};

const map = (value: unknown): unknown => {
  if (typeof value === 'string') return visible(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return mapList(value);
  if (value instanceof Set) return new Set(mapList([...value]));
  // What things are looked up by is shown to nobody.
  if (value instanceof Map) return new Map([...value].map(([key, member]) => [key, map(member)]));
  const entries = mapEntries(Object.entries(value));
  return entries === null ? value : Object.fromEntries(entries);
};

/** The same data with every text of it, names of members too, as it may be shown; the very same where nothing is to be changed. */
export const visibleDeep = <T>(data: T): T => map(data) as T;

const known = new WeakMap<RunDocument, RunDocument>();

/** The door for all that a run document says: reports see foreign text through it alone. */
export const visibleRun = (run: RunDocument): RunDocument => {
  const shown = known.get(run) ?? visibleDeep(run);
  known.set(run, shown);
  return shown;
};

/** How a run differs from its baseline, of both as they are shown: what a report looks up in it is found there. */
export const shownDifference = (run: RunDocument, baseline: Baseline | null, today: string): BaselineDifference | null =>
  baseline === null ? null : compareBaseline(visibleRun(run), visibleDeep(baseline), today);
