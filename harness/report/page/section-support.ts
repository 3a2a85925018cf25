import type { Verdict } from '../../engine/judge/types.ts';
import type { Fact } from '../../engine/load/types.ts';
import { scenarioVerdict } from '../../engine/result/summary.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { OPS, PATHS } from '../ledger/coverage-cells.ts';
import { countedCases } from '../words/group.ts';
import { text } from '../words/html.ts';
import { markOf } from './marks.ts';
import { targetName } from './targets.ts';

const COUNTED: readonly Verdict[] = ['failed', 'passed', 'unimplemented', 'observed', 'errored'];

type Facts = ReadonlyMap<string, Fact>;

const isBare = (path: string): boolean => path === '/responseParameters' || path === '/responseTemplates';

/** What is known of a cell: the support table names containers, and requests their children. */
const knownOf = (op: string, path: string, facts: Facts): readonly [sign: string, says: string, look: string] => {
  const fact = isBare(path) ? undefined : facts.get(`B-${op}-${path.split('/')[1] ?? ''}`);
  const [word] = fact === undefined ? [] : (/not supported|supported|refuses/.exec(fact.statement) ?? []);
  if (fact === undefined || word === undefined) return ['?', 'not in the table', 'open'];
  const sure = fact.class === 'inferred' ? ' (inferred)' : '';
  return word === 'supported' ? ['yes', `supported${sure}`, 'yes'] : ['no', `not supported${sure}`, fact.class === 'inferred' ? 'inferred' : 'no'];
};

const grid = (caption: string, cell: (op: string, path: string) => string): string =>
  [
    `<table class="support"><caption>${caption}</caption>`,
    `<thead><tr><td></td>${OPS.map((op) => `<th scope="col">${op}</th>`).join('')}</tr></thead><tbody>`,
    ...PATHS.map((path) => `<tr><th scope="row">${text(path)}</th>${OPS.map((op) => cell(op, path)).join('')}</tr>`),
    '</tbody></table>',
  ].join('');

const knownCell =
  (facts: Facts) =>
  (op: string, path: string): string => {
    const [sign, says, look] = knownOf(op, path, facts);
    return `<td class="known ${look}"><span aria-hidden="true">${sign}</span><span class="heard">${text(says)}</span></td>`;
  };

const verdictsByCell = (run: RunDocument, cells: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Verdict[]> => {
  const found = new Map<string, Verdict[]>();
  for (const { id, verdict } of countedCases(run)) {
    const cell = cells.get(id);
    if (cell === undefined || verdict === 'skipped') continue;
    const list = found.get(cell) ?? [];
    list.push(verdict);
    found.set(cell, list);
  }
  return found;
};

const targetGrid = (run: RunDocument, key: string, cells: ReadonlyMap<string, string>): string => {
  const found = verdictsByCell(run, cells);
  if (found.size === 0) return '';
  return grid(text(targetName(run)), (op, path) => {
    const name = `${op} ${path}`;
    const verdicts = found.get(name) ?? [];
    if (verdicts.length === 0) return '<td><span class="none" aria-hidden="true">·</span><span class="heard">not asked</span></td>';
    const worst = scenarioVerdict(verdicts);
    const counts = COUNTED.map((verdict) => [verdict, verdicts.filter((one) => one === verdict).length] as const).filter(([, count]) => count > 0);
    const words = counts.map(([verdict, count]) => `${count} ${markOf(verdict).word}`).join(', ');
    const wrong = worst === 'failed' ? `${counts[0]?.[1]}/${verdicts.length}` : '';
    const label = `${name} on ${targetName(run)}: ${words}, in cases; show them`;
    return `<td><button type="button" class="sign ${worst}" data-cell="${text(name)}" data-target="${text(key)}" title="${text(`${name}: ${words}`)}"><span aria-hidden="true">${markOf(worst).sign}${wrong === '' ? '' : `<small>${wrong}</small>`}</span><span class="heard">${text(label)}</span></button></td>`;
  });
};

/** The support table, as AWS documents it and as each target has it. */
export const supportSection = (runs: readonly RunDocument[], keys: readonly string[], cells: ReadonlyMap<string, string>): string => {
  const facts = new Map(runs.flatMap((run) => run.facts.map((fact) => [fact.id, fact] as const)));
  return [
    '<section aria-labelledby="support"><h2 id="support">The support table, op by path</h2>',
    '<p class="lede">PATCH takes a list of operations; AWS documents which it supports where. A cell shows the worst of the cases that send it and nothing else: a refusal counts only beside an operation that works. Of AWS, a plain yes or no is documented, a dashed one inferred, and the table has no row for a question mark.</p>',
    `<section class="grids" tabindex="0" aria-label="Support by target">${grid('What is known of AWS', knownCell(facts))}`,
    ...runs.map((run, at) => targetGrid(run, keys[at] ?? '', cells)),
    '</section></section>',
  ].join('\n');
};
