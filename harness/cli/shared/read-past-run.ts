import { readFileSync } from 'node:fs';
import { type JsonObject, parseJson } from '../../base/json.ts';
import type { PastRun } from '../../engine/result/history.ts';
import { type FileKind, parseJsonText, readJsonFile } from '../../engine/result/read-file.ts';

const FIGURES: JsonObject = {
  type: 'object',
  required: ['divergence', 'coverage'],
  properties: { divergence: { $ref: '#/$defs/figure' }, coverage: { $ref: '#/$defs/figure' }, scenarios: { $ref: '#/$defs/counts' } },
};

const FORMATS: JsonObject = { enum: [1, 2] };

/** A trend asks less than a report: documents of older versions stay readable, whatever else they hold. */
const pastRun = (): FileKind => {
  const schema = parseJson(readFileSync(new URL('../../engine/result/run.schema.json', import.meta.url), 'utf8')) as JsonObject;
  const { target = {}, suite = {}, options = {}, interrupted = {}, shard = {}, unchecked = {} } = (schema['properties'] ?? {}) as JsonObject;
  const needed = { format: FORMATS, target, suite, options, interrupted, shard, unchecked, summary: FIGURES };
  const required = Object.keys(needed).filter((name) => name !== 'shard' && name !== 'unchecked');
  return {
    what: 'run',
    code: 'run-invalid',
    schema: { type: 'object', required, properties: needed, $defs: schema['$defs'] ?? {} },
    hint: 'Name a run.json that "run" or "merge" wrote.',
  };
};

/** Reads what a trend needs of a run document. */
export const readPastRun = (path: string): PastRun => readJsonFile(path, pastRun());

/** Reads the same from text that stands in no file. */
export const parsePastRun = (text: string, name: string): PastRun => parseJsonText(text, name, pastRun());
