import { atPointer, type Json, parseJson } from '../../base/json.ts';
import { bodyText } from '../../engine/result/store-exchange.ts';
import type { CaseResult, RunDocument } from '../../engine/result/types.ts';
import { cellKeyOf } from '../ledger/coverage-cells.ts';
import { isReadBack } from '../reproduce/curl.ts';

const operationsOf = (body: string): readonly Json[] => {
  const list = atPointer(parseJson(body), '/patchOperations');
  return Array.isArray(list) ? list : [];
};

/** The one cell of the support table that all updates of a case address; null where there is none, or more than one. */
const cellOf = ({ exchanges, bare }: CaseResult, bodies: RunDocument['bodies']): string | null => {
  if (bare !== undefined) return null;
  const updates = exchanges.filter((exchange) => exchange.request.method === 'PATCH' && !isReadBack(exchange));
  const lists = updates.map(({ request }) => operationsOf(bodyText(request.body, bodies)));
  if (lists.some((list) => list.length === 0)) return null;
  const keys = new Set(lists.flat().map(cellKeyOf));
  const [only = null] = keys;
  return keys.size === 1 ? only : null;
};

/** The cell that each case sends, by id of the case: what any of the runs shows that it sends. */
export const cellsByCase = (runs: readonly RunDocument[]): ReadonlyMap<string, string> => {
  const cells = new Map<string, string>();
  for (const { cases, bodies } of runs) {
    for (const one of cases) {
      const cell = cells.has(one.id) ? null : cellOf(one, bodies);
      if (cell !== null) cells.set(one.id, cell);
    }
  }
  return cells;
};
