import { plural } from '../../base/count-text.ts';
import { causeCounts, causeHeading } from '../../engine/causes/cause-text.ts';
import { type Cause, causesOf } from '../../engine/causes/causes.ts';
import type { CaseResult, RunDocument } from '../../engine/result/types.ts';
import { buildScript } from '../reproduce/build-script.ts';
import { requestsShowing } from '../reproduce/curl.ts';
import { LANGUAGES } from '../reproduce/index.ts';
import { uncountedText } from '../words/figures.ts';
import { findingRows } from '../words/finding-rows.ts';
import { text } from '../words/html.ts';
import { targetName } from './targets.ts';

/** How many places of a cause are shown; the matrix has them all. */
const ROWS = 5;

interface Shown {
  readonly cause: Cause;
  readonly run: RunDocument;
  /** What links name the target by. */
  readonly key: string;
}

const places = ({ cause, run }: Shown): string => {
  const all = findingRows(cause.findings);
  if (all.length === 0) return '';
  const rows = all.slice(0, ROWS).map(({ where, expected, actual }) => {
    const [first = '', ...others] = expected;
    const more = others.length === 0 ? '' : ` and ${plural(others.length, 'other')}`;
    return `<tr><th scope="row">${text(where.join('; '))}</th><td>${text(first + more)}</td><td>${text(actual)}</td></tr>`;
  });
  const rest = all.length - rows.length;
  return [
    '<div class="scroll" tabindex="0" role="group" aria-label="Both sides"><table><thead><tr><th scope="col">what was looked at</th>',
    `<th scope="col">AWS</th><th scope="col">${text(targetName(run))}</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
    rest > 0 ? `<p>${plural(rest, 'more place')} in the matrix.</p>` : '',
  ].join('');
};

const facts = ({ cause, run }: Shown): string => {
  const known = new Map(run.facts.map((fact) => [fact.id, fact]));
  const items = cause.facts.map((id) => {
    const fact = known.get(id);
    return fact === undefined
      ? `<li>${text(id)}</li>`
      : `<li><b>${text(id)}</b> <span class="class ${fact.class}">${fact.class}</span> ${text(fact.statement)}</li>`;
  });
  return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
};

const script = ({ cause: { example }, run }: Shown): string => {
  const [curl] = LANGUAGES;
  if (example === null || curl === undefined) return '';
  const all = requestsShowing(example.one, example.finding, run.bodies);
  const built = buildScript(
    curl,
    all.map((sent, at) => ({ sent, shown: at === all.length - 1 })),
    null,
  );
  if (all.length === 0 || 'why' in built) return '';
  return `<pre tabindex="0" aria-label="A script that shows it">${text(built.text)}</pre>`;
};

const link = (one: CaseResult, key: string): string => `<a href="${text(`#/${key}/${one.id}`)}">${text(one.id)}</a>`;

/** The first case of each scenario: the matrix has the others. */
const scenarios = ({ cause, key }: Shown): string => {
  const first = cause.scenarios.flatMap((id) => cause.cases.find(({ scenario }) => scenario === id) ?? []);
  return `<p>Seen in ${first.map((one) => link(one, key)).join(', ')}.</p>`;
};

const item = (shown: Shown): string => {
  const { cause, run } = shown;
  const title = causeHeading(cause, run);
  return [
    `<li><details><summary>${text(title)} <small>${text(causeCounts(cause))}</small></summary>`,
    cause.reason === null ? '' : `<p>${text(cause.reason)}</p>`,
    places(shown),
    facts(shown),
    script(shown),
    scenarios(shown),
    '</details></li>',
  ].join('');
};

const ofTarget = (run: RunDocument, key: string): string => {
  const causes = causesOf(run);
  if (causes.length === 0) return '';
  const version = run.target.version === null ? '' : ` <small>${text(run.target.version)}</small>`;
  const uncounted = uncountedText(run);
  const note = uncounted === '' ? '' : `<p>${text(uncounted)}.</p>`;
  return `<h3>${text(targetName(run))}${version}</h3>${note}<ol class="causes">${causes.map((cause) => item({ cause, run, key })).join('')}</ol>`;
};

/** What is wrong with each target: its causes, the one that explains most first. */
export const causeSection = (runs: readonly RunDocument[], keys: readonly string[]): string => {
  const targets = runs.map((run, at) => ofTarget(run, keys[at] ?? '')).filter((part) => part !== '');
  if (targets.length === 0) return '';
  return [
    '<section aria-labelledby="wrong"><h2 id="wrong">What is wrong</h2>',
    '<p class="lede">One defect fails many scenarios. Each line is one cause, with what AWS does and what came; open it for its facts, a script that shows it, and where it was seen.</p>',
    ...targets,
    '</section>',
  ].join('\n');
};
