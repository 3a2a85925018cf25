import type { Figure, RunDocument } from '../../engine/result/types.ts';
import { evidenceOf, evidenceText, isAws } from '../words/evidence.ts';
import { percent } from '../words/figures.ts';
import { text } from '../words/html.ts';
import { targetName } from './targets.ts';

const gauge = ({ part, whole }: Figure, kind: string): string => {
  const width = whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10;
  return `<svg class="gauge ${kind}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="ground" width="100" height="4"/><rect class="part" width="${width}" height="4"/></svg>`;
};

const figure = (name: string, value: Figure, shown: string, says: string): string =>
  `<div class="figure"><dt>${name}</dt><dd><strong>${shown}</strong>${gauge(value, name)}<span>${text(says)}</span></dd></div>`;

const besides = (run: RunDocument): string => {
  const { summary, interrupted, options, smoke } = run;
  const { scenarios } = summary;
  const notes = [
    ...(scenarios.observed > 0 ? [`${scenarios.observed} not judged`] : []),
    ...(scenarios.skipped > 0 && !isAws(run) ? [`${scenarios.skipped} not asked`] : []),
    ...(scenarios.errored > 0 ? [`${scenarios.errored} without an answer`] : []),
    ...(options.only.length > 0 || options.skip.length > 0 ? ['a part of the suite'] : []),
    ...(options.strict ? ['strict'] : []),
    ...(interrupted ? ['interrupted'] : []),
    ...(smoke.verdict === 'wrong' ? ['wrong before the run began'] : []),
  ];
  if (notes.length === 0) return isAws(run) ? 'Evidence: what the suite expects is held against it.' : 'Every scenario counts in a figure.';
  return `In no figure: ${notes.join(', ')}.`;
};

const figures = ({ summary: { divergence, coverage }, unchecked }: RunDocument): string => {
  const there = figure('coverage', coverage, percent(coverage), `${coverage.part} of ${coverage.whole} scenarios are implemented`);
  if (unchecked !== undefined) return figure('divergence', { part: 0, whole: 0 }, 'n/a', 'nothing was checked') + there;
  const wrong = divergence.whole === 0 ? 'nothing is implemented' : `${divergence.part} of ${divergence.whole} implemented scenarios are wrong`;
  return figure('divergence', divergence, percent(divergence), wrong) + there;
};

/** Evidence, and no subject: what was recorded is a share of the suite, and what the suite says is held against it. */
const evidence = ({ summary: { scenarios } }: RunDocument): string => {
  const { answered, all } = evidenceOf(scenarios);
  return figure('answers', { part: answered, whole: all }, `${answered} of ${all}`, evidenceText(scenarios));
};

const card = (run: RunDocument): string =>
  [
    `<li class="card${isAws(run) ? ' aws' : ''}">`,
    `<h3>${text(targetName(run))}${run.target.version === null ? '' : ` <small>${text(run.target.version)}</small>`}</h3>`,
    `<dl>${isAws(run) ? evidence(run) : figures(run)}</dl>`,
    `<p class="besides">${text(run.unchecked ?? besides(run))}</p>`,
    ...(run.bare === undefined ? [] : [`<p class="besides">${text(`Its exchanges are not at hand: ${run.bare.why}.`)}</p>`]),
    '</li>',
  ].join('');

/** Each target with its two figures. */
export const targetSection = (runs: readonly RunDocument[]): string =>
  [
    '<section aria-labelledby="targets"><h2 id="targets">Two figures, never one</h2>',
    '<p class="lede"><b>Divergence</b>: of what a target implements, how much is wrong. <b>Coverage</b>: how much it implements. Neither says anything without the other.</p>',
    `<ul class="cards">${runs.map(card).join('')}</ul></section>`,
  ].join('\n');
