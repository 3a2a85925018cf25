import { type BaselineNote, deviationsOf, type FindingBaseline, keyOf } from '../../engine/baseline/baseline.ts';
import type { RunDocument } from '../../engine/result/types.ts';

/** A baseline as it was written before causes had names: an entry for each finding, with the cases that have it. */
export const oldBaseline = (run: RunDocument, note: BaselineNote = { reason: 'known' }): FindingBaseline => {
  const found = run.cases.flatMap(deviationsOf);
  const entries = [...new Map(found.map(({ deviation }) => [keyOf(deviation), deviation])).entries()].map(([key, deviation]) => ({
    ...deviation,
    cases: found.filter((each) => keyOf(each.deviation) === key && each.name !== '').map(({ name }) => name),
    ...note,
  }));
  const meanings = Object.fromEntries(run.scenarios.map(({ id, meaning }) => [id, meaning]));
  return { $schema: 'urn:apigw-conformance:baseline', target: run.target.name, meanings, entries };
};
