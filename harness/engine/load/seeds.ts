import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compileSchema } from '../../base/schema.ts';
import { readSchema } from './load.ts';
import { type Problem, suiteError } from './problems.ts';
import { readRootFile } from './read-files.ts';
import type { Suite } from './types.ts';

/** One statement of a document, with the facts that carry it, or the reason why none does. */
export interface SeedStatement {
  readonly id: string;
  readonly where: string;
  readonly says: string;
  readonly facts?: readonly string[];
  readonly reason?: string;
}

/** A document that the suite starts from, statement by statement. */
export interface Seed {
  readonly id: string;
  readonly title: string;
  readonly source: string | null;
  readonly statements: readonly SeedStatement[];
}

const FILE = 'seeds.json';

interface Placed extends SeedStatement {
  readonly seed: string;
  readonly pointer: string;
}

const placed = (seeds: readonly Seed[]): readonly Placed[] =>
  seeds.flatMap(({ id, statements }, at) =>
    statements.map((statement, index) => ({ ...statement, seed: id, pointer: `/seeds/${at}/statements/${index}` })),
  );

const unknownFacts = ({ facts = [], pointer }: Placed, suite: Suite): readonly Problem[] =>
  facts.flatMap((fact, index) =>
    suite.facts.has(fact)
      ? []
      : [
          {
            file: FILE,
            pointer: `${pointer}/facts/${index}`,
            message: `unknown fact ${fact}`,
            remedy: 'Cite a fact of facts.json, or add it there.',
          },
        ],
  );

const badIds = (statements: readonly Placed[]): readonly Problem[] => {
  const seen = new Set<string>();
  return statements.flatMap(({ id, seed, pointer }) => {
    const twice = seen.has(id);
    seen.add(id);
    const place = { file: FILE, pointer: `${pointer}/id` };
    if (twice) return [{ ...place, message: `statement ${id} stands twice`, remedy: 'Give the second another number.' }];
    return id.startsWith(`${seed}-`) ? [] : [{ ...place, message: `${id} is not named after ${seed}`, remedy: `Begin it with ${seed}-.` }];
  });
};

/**
 * Reads the documents that a suite starts from; none where it names none.
 * @throws HarnessError `suite-invalid`: a statement with neither facts nor a reason, a fact that does not exist
 */
export const loadSeeds = (suite: Suite): readonly Seed[] => {
  if (!existsSync(join(suite.root, FILE))) return [];
  const json = readRootFile(suite.root, FILE);
  const remedy = 'The format is described in seeds.schema.json: a statement has facts, or the reason why it has none.';
  const issues = compileSchema(readSchema('seeds.schema.json'))(json);
  if (issues.length > 0) throw suiteError(issues.map(({ pointer, message }) => ({ file: FILE, pointer, message, remedy })));
  const { seeds } = json as unknown as { seeds: readonly Seed[] };
  const statements = placed(seeds);
  const problems = [...badIds(statements), ...statements.flatMap((statement) => unknownFacts(statement, suite))];
  if (problems.length > 0) throw suiteError(problems);
  return seeds;
};
