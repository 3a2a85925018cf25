import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Json, parseJson } from '../../base/json.ts';
import { compileSchema } from '../../base/schema.ts';
import { type Problem, suiteError } from './problems.ts';
import { readRootFile } from './read-files.ts';
import type { Fact } from './types.ts';

const duplicates = (facts: readonly Fact[]): Problem[] => {
  const seen = new Set<string>();
  return facts.flatMap((fact, index) => {
    const again = seen.has(fact.id);
    seen.add(fact.id);
    const place = { file: 'facts.json', pointer: `/facts/${index}/id` };
    return again ? [{ ...place, message: `fact ${fact.id} stands twice`, remedy: 'Ids are given once, for ever: give the second another.' }] : [];
  });
};

/**
 * Loads the register of facts of a suite.
 * @param root the suite's folder
 * @param fallback the folder whose register counts where `root` has none
 * @throws HarnessError `suite-invalid`
 */
export const loadFacts = (root: string, fallback: string): ReadonlyMap<string, Fact> => {
  const folder = existsSync(join(root, 'facts.json')) ? root : fallback;
  const json = readRootFile(folder, 'facts.json');
  const schema = parseJson(readFileSync(join(fallback, 'facts.schema.json'), 'utf8'));
  const issues = compileSchema(schema as { [key: string]: Json })(json);
  const remedy = 'The format is described in facts.schema.json.';
  if (issues.length > 0) throw suiteError(issues.map((issue) => ({ file: 'facts.json', pointer: issue.pointer, message: issue.message, remedy })));
  const { facts } = json as unknown as { facts: readonly Fact[] };
  const twice = duplicates(facts);
  if (twice.length > 0) throw suiteError(twice);
  return new Map(facts.map((fact) => [fact.id, fact]));
};
