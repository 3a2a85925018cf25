import { plural } from '../../base/count-text.ts';
import type { Fact, FactClass } from '../../engine/load/types.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { evidenceOf, isAws } from '../words/evidence.ts';
import { text } from '../words/html.ts';

const evidence = (runs: readonly RunDocument[]): string => {
  const own = runs.filter(isAws);
  if (own.length === 0)
    return 'No answer of AWS itself is among these runs: what AWS does comes from its documentation, its service model and what users of it told.';
  const recorded = own.some(({ target }) => target.origin === 'aws');
  const said = own.map((run) => `${plural(evidenceOf(run.summary.scenarios).answered, 'scenario')} (${run.target.name})`).join(' and ');
  const first = recorded ? 'AWS was recorded by this tool.' : 'Nothing here was recorded by us on AWS.';
  return `${first} Answers of AWS itself are at hand for ${said}; everything else rests on its documentation, its service model and what its users told.`;
};

const CLASSES: readonly FactClass[] = ['documented', 'observed', 'inferred', 'open', 'ours'];

const facts = (runs: readonly RunDocument[]): string => {
  const all = new Map<string, Fact>(runs.flatMap((run) => run.facts.map((fact) => [fact.id, fact] as const)));
  const counts = CLASSES.map((factClass) => [factClass, [...all.values()].filter((fact) => fact.class === factClass).length] as const);
  return counts
    .filter(([, count]) => count > 0)
    .map(([factClass, count]) => `<li><b>${count}</b> <span class="class ${factClass}">${factClass}</span></li>`)
    .join('');
};

const suites = (runs: readonly RunDocument[]): string => {
  const digests = [...new Set(runs.map(({ suite }) => `${suite.version} (${suite.digest})`))];
  if (digests.length === 1) return `<p class="besides">Suite ${text(digests[0] ?? '')}.</p>`;
  return `<p class="warning"><b>These runs are of ${digests.length} different suites</b> (${text(digests.join('; '))}): their figures cannot be held against each other.</p>`;
};

/** What the page is, what it rests on and what it does not prove. */
export const leadSection = (runs: readonly RunDocument[]): string =>
  [
    '<section class="lead" aria-label="About this page">',
    '<p class="big">What each target does with the gateway responses of AWS API Gateway, held against what AWS is known to do.</p>',
    `<p>${text(evidence(runs))} <strong>That an emulator passes says only that it did what was asked</strong>; nothing follows for what the suite does not ask.</p>`,
    `<div class="facts"><p>Facts that these runs cite, judged or only noted:</p><ul>${facts(runs)}</ul></div>`,
    suites(runs),
    '</section>',
  ].join('\n');
