import type { Verdict } from '../../engine/judge/types.ts';
import { scenarioVerdicts } from '../../engine/result/summary.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { text } from '../words/html.ts';
import { type ClientGroup, GROUPS } from './groups.ts';
import { markOf } from './marks.ts';
import { targetName } from './targets.ts';

const SHOWN: readonly Verdict[] = ['failed', 'passed', 'unimplemented', 'observed', 'errored'];

/** How the scenarios of a group of clients ended on one target; those that were not asked are left out. */
export const verdictsOfGroup = (run: RunDocument, { clients }: Pick<ClientGroup, 'clients'>): readonly (readonly [Verdict, number])[] => {
  const verdicts = scenarioVerdicts(run.cases);
  const own = run.scenarios.filter((scenario) => scenario.clients.some((client) => clients.includes(client))).map(({ id }) => verdicts.get(id));
  return SHOWN.map((verdict) => [verdict, own.filter((one) => one === verdict).length] as const).filter(([, count]) => count > 0);
};

const bar = (counts: readonly (readonly [Verdict, number])[]): string => {
  const sum = counts.reduce((total, [, count]) => total + count, 0);
  let x = 0;
  const rects = counts.map(([verdict, count]) => {
    const rect = `<rect class="${verdict}" x="${((100 * x) / sum).toFixed(2)}" width="${((100 * count) / sum).toFixed(2)}" height="4"/>`;
    x += count;
    return rect;
  });
  return `<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">${rects.join('')}</svg>`;
};

const headline = (counts: readonly (readonly [Verdict, number])[]): string => {
  const of = (verdict: Verdict): number => counts.find(([one]) => one === verdict)?.[1] ?? 0;
  if (of('failed') >= Math.max(1, of('unimplemented'))) return `${of('failed')} wrong`;
  if (of('unimplemented') > 0) return `${of('unimplemented')} unimplemented`;
  return of('passed') > 0 ? 'as AWS' : 'not judged';
};

const cell = (run: RunDocument, key: string, group: ClientGroup): string => {
  const counts = verdictsOfGroup(run, group);
  if (counts.length === 0) return '<td><span class="none">not asked</span></td>';
  const words = counts.map(([verdict, count]) => `${count} ${markOf(verdict).word}`).join(', ');
  const heard = `: ${group.name} on ${targetName(run)}, show these scenarios`;
  return `<td><button type="button" class="reading" data-client="${group.id}" data-target="${text(key)}"><b>${headline(counts)}</b>${bar(counts)}<span>${text(words)}</span><span class="heard">${text(heard)}</span></button></td>`;
};

interface Column {
  readonly run: RunDocument;
  readonly key: string;
}

const row = (group: ClientGroup, columns: readonly Column[]): string => {
  const head = `<th scope="row">${text(group.name)} <small>${text(group.sends)}</small></th>`;
  if (group.unasked !== '')
    return `<tr>${head}<td colspan="${Math.max(1, columns.length)}"><span class="none">not asked: ${text(group.unasked)}</span></td></tr>`;
  return `<tr>${head}${columns.map(({ run, key }) => cell(run, key, group)).join('')}</tr>`;
};

const silence = (silent: readonly RunDocument[]): string =>
  silent.length === 0
    ? ''
    : `<p class="besides">None of these scenarios was asked of ${silent.map((run) => text(targetName(run))).join(' and ')}.</p>`;

/** The figures read by what real clients send. */
export const clientSection = (runs: readonly RunDocument[], keys: readonly string[]): string => {
  const columns = runs.map((run, at) => ({ run, key: keys[at] ?? '' }));
  const isAsked = (run: RunDocument): boolean => GROUPS.some((group) => verdictsOfGroup(run, group).length > 0);
  const asked = columns.filter(({ run }) => isAsked(run));
  const names = asked.map(({ run }) => `<th scope="col">${text(targetName(run))}</th>`).join('');
  return [
    '<section aria-labelledby="clients"><h2 id="clients">Read by what clients send</h2>',
    '<p class="lede">The same scenarios, only those that send what a client is known to send. A target can be fine for one client and wrong for another; whether a client minds a difference is not said here.</p>',
    '<section class="scroll" tabindex="0" aria-label="Clients by target"><table class="clients">',
    `<thead><tr><th scope="col">client</th>${names}</tr></thead>`,
    `<tbody>${GROUPS.map((group) => row(group, asked)).join('')}</tbody></table></section>`,
    silence(runs.filter((run) => !isAsked(run))),
    '</section>',
  ].join('\n');
};
