import { plural } from '../../base/count-text.ts';
import type { Verdict } from '../../engine/judge/types.ts';
import { shardText } from '../../engine/plan/shard.ts';
import { verdictOrder } from '../../engine/result/summary.ts';
import type { Counts, RunDocument } from '../../engine/result/types.ts';
import { isAws } from '../words/evidence.ts';
import { figureLines } from '../words/figure-lines.ts';
import { countedCases, deviations, groupFindings, groupReasons, isAdvisory } from '../words/group.ts';
import { code, prose, table } from '../words/markdown-text.ts';
import { casesText, targetText } from '../words/names.ts';
import { type Answered, answeredQuestions, type SeenAnswer } from '../words/observations.ts';
import { areaRows, operationsBy, STATES, total } from '../words/tally.ts';
import { advisorySection } from './markdown-advisory.ts';
import { causesSection, factsSection } from './markdown-causes.ts';

type Lines = readonly string[];

const section = (title: string, lines: Lines): Lines => (lines.length === 0 ? [] : [`## ${title}`, '', ...lines, '']);

const intro = (run: RunDocument): Lines => {
  const { suite, target, tool, options } = run;
  const selected = options.only.length > 0 || options.skip.length > 0;
  return [
    `# ${prose(targetText(run))}: gateway responses against AWS`,
    '',
    `What ${prose(target.name)} does with API Gateway's gateway responses where AWS is known to do something else, and how that is known.`,
    `Origin ${code(target.origin)} (${target.kind}), suite ${suite.version} (${code(suite.digest)}), ${tool.name} ${tool.version}${options.strict ? ', strict' : ''}.`,
    ...(selected
      ? [
          '',
          `Only a part of the suite was run (only: ${options.only.map(code).join(', ') || 'all'}; skipped: ${options.skip.map(code).join(', ') || 'none'}).`,
        ]
      : []),
    ...(run.shard === undefined
      ? []
      : ['', `Shard ${shardText(run.shard)}: a part of the run; its verdicts are final once \`merge\` has put all parts together.`]),
    ...(run.interrupted ? ['', '**Interrupted**: this is not the whole run.'] : []),
    ...(run.unchecked === undefined ? [] : ['', `**${prose(run.unchecked)}**`]),
    ...(run.bare === undefined ? [] : ['', `The traffic of this run is not at hand, so that no line sends a request again: ${prose(run.bare.why)}.`]),
    '',
  ];
};

const HOW_TO_READ: Lines = [
  'Two figures are given, never one. Divergence says how much of what is implemented is wrong, coverage how much is implemented. Both count scenarios: a scenario is wrong if one of its cases is.',
  '',
  '- A **scenario** is one behaviour, a **case** one value of it; a **fact** is one statement about AWS, with its source and one class.',
  '- `documented` (AWS says so) and `observed` (AWS was seen to do so) decide; `inferred` is advisory; `open` is a question, whose answer is only noted; `ours` is a rule of this suite, not of AWS, and advisory.',
  '- `passed`, `failed`: judged on documented or observed ground. `unimplemented`: the operation, or one that the case needs, had no effect that could be read back, so nothing it refuses counts for it.',
  '  `observed`: nothing documented or observed was checked. `skipped`: not sent, with the reason. `errored`: no answer came.',
  '- The origin says who gave the answers; the class beside a verdict says how sure we are that AWS answers otherwise.',
  '- A **cause** is one thing that is wrong, with all the cases that show it; what "follows" is seen only where the cause is. Its id stays the same while other cases come and go.',
  '- A cause is worth fixing only if its evidence convinces you: its facts stand with their sources under "Facts", and a line sends the request of one example again.',
  '- `reports/FOR-MAINTAINERS.md` of apigw-conformance says how to fix what fails most often, `reports/DISPUTES.md` how to show that a fact is wrong.',
];

const EVIDENCE =
  'These are answers of AWS: evidence, and no subject. What they say otherwise than the suite speaks against the suite; what was not recorded is skipped.';

const counts = (row: Counts): Lines => [...verdictOrder().map((verdict) => String(row[verdict])), String(total(row))];

const areaSection = (run: RunDocument): Lines => {
  const head = ['area', ...verdictOrder(), 'all'];
  const rows = areaRows(run).map(({ area, scenarios, cases }): Lines => [area, ...withCases(counts(scenarios), counts(cases))]);
  const sum = ['**all**', ...withCases(counts(run.summary.scenarios), counts(run.summary.cases))];
  return ['Scenarios, with the number of cases in brackets where it is another.', '', ...table(head, [...rows, sum], head.length - 1)];
};

const withCases = (scenarios: Lines, cases: Lines): Lines =>
  scenarios.map((count, index) => (cases[index] === count ? count : `${count} (${cases[index]})`));

const operationSection = (run: RunDocument): Lines =>
  STATES.flatMap(([state, words]) => {
    const names = operationsBy(run, state);
    return names.length === 0 ? [] : [`- ${words}: ${names.join(', ')}`];
  });

const WHAT = {
  dead: 'The target gave no answer.',
  foreign: 'The target is no API Gateway:',
  wrong: 'The target answers wrongly where every case begins:',
} as const;

const smokeSection = ({ smoke }: RunDocument): Lines => {
  if (smoke.verdict === 'ok') return [];
  return [WHAT[smoke.verdict], '', ...smoke.notes.map((note) => `- ${prose(note)}`)];
};

const reasonSection = (run: RunDocument, verdict: Verdict): Lines =>
  groupReasons(run, verdict).map(
    ({ reason, cases, scenarios }) =>
      `- ${prose(reason)}: ${plural(cases.length, 'case')} of ${plural(scenarios.length, 'scenario')}: ${scenarios.map(code).join(', ')}`,
  );

const answerCell = ({ text, cases }: SeenAnswer, run: RunDocument): string => {
  const [one] = cases;
  const scenarios = new Set(cases.map(({ scenario }) => scenario));
  const of = countedCases(run).filter(({ scenario }) => scenario === one?.scenario).length;
  const names = scenarios.size === 1 ? casesText(cases, of, 3) : `${plural(cases.length, 'case')} of ${scenarios.size} scenarios`;
  return `${code(text)}${names === '' ? '' : ` (${names})`}`;
};

const answerRow = ({ id, fact, answers }: Answered, run: RunDocument): Lines => [
  id,
  fact === null ? '' : `${fact.class === 'open' ? '' : `(${fact.class}) `}${prose(fact.statement)}`,
  answers.map((answer) => answerCell(answer, run)).join('<br>'),
];

/** Whether an operation that is not there gave every answer: such an answer tells nothing. */
const isMoot = ({ answers }: Answered): boolean => answers.every(({ cases }) => cases.every(({ verdict }) => verdict === 'unimplemented'));

const observationSection = (run: RunDocument): Lines => {
  const answered = answeredQuestions(run);
  if (answered.length === 0) return [];
  const moot = answered.filter(isMoot).map(({ id }) => id);
  const rows = answered.filter((each) => !isMoot(each)).map((each) => answerRow(each, run));
  const left = moot.length === 0 ? [] : ['', `Asked of what is unimplemented alone, so that no answer counts: ${moot.join(', ')}.`];
  const head = ['fact', 'question', `what ${prose(run.target.name)} answered`];
  return [
    'What AWS does here is not known, or is not held against the target; what came is noted, and judged by nobody.',
    '',
    ...table(head, rows),
    ...left,
  ];
};

const cited = (run: RunDocument): ReadonlySet<string> =>
  new Set([...deviations(run), ...groupFindings(run, isAdvisory)].map(({ variants }) => variants[0].finding.fact));

/** The report for a reader in a repository: what is wrong, by causes, and all that was found, with its evidence. The same for the same run. */
export const markdownReport = (run: RunDocument): string => {
  const lines = [
    ...intro(run),
    ...section('Before the run', smokeSection(run)),
    ...section(
      'Figures',
      figureLines(run).map((line) => `- ${line}`),
    ),
    ...section('What is wrong', causesSection(run)),
    ...section('Errored', reasonSection(run, 'errored')),
    ...section('Unimplemented', reasonSection(run, 'unimplemented')),
    ...section('Skipped', reasonSection(run, 'skipped')),
    ...section('Areas', areaSection(run)),
    ...section('Operations', isAws(run) ? [] : operationSection(run)),
    ...section('How to read this', isAws(run) ? [EVIDENCE, ...HOW_TO_READ.slice(1)] : HOW_TO_READ),
    ...advisorySection(run),
    ...section('Facts', factsSection(run, cited(run))),
    ...section('Open questions', observationSection(run)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
};
