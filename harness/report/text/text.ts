import { firstOf, plural } from '../../base/count-text.ts';
import { visible } from '../../base/foreign-text.ts';
import { groupBy } from '../../base/group-by.ts';
import type { BaselineDifference } from '../../engine/baseline/compare-baseline.ts';
import { short } from '../../engine/causes/cause-text.ts';
import type { Verdict } from '../../engine/judge/types.ts';
import { shardText } from '../../engine/plan/shard.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { ANYWHERE } from '../reproduce/case-ref.ts';
import { baselineProblems } from '../words/baseline-problems.ts';
import { isAws } from '../words/evidence.ts';
import { figureLines as figuresOf } from '../words/figure-lines.ts';
import { uncountedText } from '../words/figures.ts';
import { countedCases, deviations, groupReasons, type ReasonGroup } from '../words/group.ts';
import { targetText } from '../words/names.ts';
import { NO_PAINT, type Paint, type ReportOptions } from '../words/options.ts';
import { advisoryCounts, operationsBy, STATES } from '../words/tally.ts';
import { causeLines, verdictLine } from './text-causes.ts';
import { type EntryStyle, textEntry, textHead } from './text-entry.ts';
import { areaTable } from './text-table.ts';

const REASONS = 3;
const NAMES = 3;
const WIDTH = 118;

type Lines = readonly string[];

const section = (title: string, lines: Lines, paint: Paint): Lines => (lines.length === 0 ? [] : [paint.strong(title), ...lines, '']);

/** What a run says first that nobody named an endpoint for. */
export const NO_ENDPOINT = 'No endpoint was named: this checks the embedded model, and no emulator (--endpoint URL names one).';

const head = (run: RunDocument, paint: Paint): Lines => {
  const { suite, target } = run;
  return [
    ...(target.kind === 'model' ? [NO_ENDPOINT] : []),
    paint.strong(`${targetText(run)}, against what AWS does`),
    `origin ${target.origin} (${target.kind}), suite ${suite.version} (${suite.digest})${run.options.strict ? ', strict' : ''}`,
    ...(run.shard === undefined
      ? []
      : [`shard ${shardText(run.shard)}: a part of the run; its verdicts are final once "merge" has put all parts together`]),
    ...(run.interrupted ? [paint.bad('interrupted: what follows is not the whole run')] : []),
    ...(run.bare === undefined ? [] : [`the traffic of this run is not at hand: ${visible(run.bare.why)}`]),
    '',
  ];
};

const WHAT = {
  dead: 'the target gave no answer',
  foreign: 'the target is no API Gateway',
  wrong: 'the target answers wrongly where every case begins',
} as const;

const smokeLines = ({ smoke }: RunDocument): Lines => {
  if (smoke.verdict === 'ok') return [];
  return [`  ${WHAT[smoke.verdict]}`, ...smoke.notes.map((note) => `  ${visible(note)}`)];
};

/** Every case would be told to have errored, for this one reason. */
const deadReport = (run: RunDocument, paint: Paint): string =>
  `${[...head(run, paint), paint.bad(visible(run.unchecked ?? run.smoke.notes.join(' ')))].join('\n')}\n`;

const operationLines = (run: RunDocument): Lines =>
  STATES.flatMap(([state, words]) => {
    const names = operationsBy(run, state);
    return names.length === 0 ? [] : [`  ${words}: ${names.join(', ')}`];
  });

const deviationLines = (run: RunDocument, style: EntryStyle): Lines =>
  groupBy(deviations(run), ({ scenario }) => scenario.id)
    .flatMap((group) => [...textHead(group[0], style.paint), ...group.flatMap((entry) => textEntry(entry, style))])
    .slice(0, -1);

const reasonLine = ({ reason, cases, scenarios }: ReasonGroup): string =>
  `  ${visible(reason)}: ${plural(cases.length, 'case')} of ${plural(scenarios.length, 'scenario')} (${firstOf(scenarios, NAMES)})`;

const shortReason = ({ reason, cases, scenarios }: ReasonGroup): string => {
  const count = `: ${plural(cases.length, 'case')} of ${plural(scenarios.length, 'scenario')}`;
  return `  ${short(visible(reason), WIDTH - count.length - 2)}${count}`;
};

const reasonLines = (run: RunDocument, verdict: Verdict, full: boolean): Lines => {
  const groups = groupReasons(run, verdict);
  if (full) return groups.map(reasonLine);
  const rest = groups.length - REASONS;
  return [...groups.slice(0, REASONS).map(shortReason), ...(rest > 0 ? [`  ... and ${plural(rest, 'more reason')}: see report.md`] : [])];
};

const advisoryLines = (run: RunDocument): Lines =>
  advisoryCounts(run).map(
    (count) => `  ${count.class}: ${count.total} (${count.aspects.map(([aspect, number]) => `${aspect} ${number}`).join(', ')})`,
  );

const observationLines = (run: RunDocument): Lines => {
  const observations = countedCases(run).flatMap((one) => one.observations);
  const questions = new Set(observations.map(({ fact }) => fact));
  return observations.length === 0 ? [] : [`  ${plural(observations.length, 'observation')} on ${plural(questions.size, 'question')}: see report.md`];
};

const baselineLines = (difference: BaselineDifference | null, paint: Paint): Lines => {
  if (difference === null) return [];
  const problems = baselineProblems(difference);
  if (problems.length === 0) return section('baseline', ['  as the baseline says'], paint);
  return problems.flatMap(({ title, sign, lines }) =>
    section(
      title,
      lines.map((text) => (sign === '-' ? paint.good : paint.bad)(`  ${sign} ${visible(text)}`)),
      paint,
    ),
  );
};

const figureLines = (run: RunDocument, paint: Paint): Lines => {
  const wrong = run.unchecked !== undefined || run.summary.divergence.part > 0;
  const [first = '', ...rest] = figuresOf(run);
  return [...(run.unchecked === undefined ? [] : [paint.bad(visible(run.unchecked))]), (wrong ? paint.bad : paint.good)(first), ...rest];
};

/** All of it: every case with its evidence. */
const verboseParts = (run: RunDocument, style: EntryStyle): Lines => {
  const { paint } = style;
  return [
    ...areaTable(run, paint),
    '',
    ...section('operations', isAws(run) ? [] : operationLines(run), paint),
    ...section('what fails, and why', deviationLines(run, style), paint),
    ...reasonSections(run, paint, true),
    ...section('advisory, deciding nothing', advisoryLines(run), paint),
    ...section('open questions', observationLines(run), paint),
  ];
};

const reasonSections = (run: RunDocument, paint: Paint, full: boolean): Lines =>
  (['unimplemented', 'skipped', 'errored'] as const).flatMap((verdict) => section(verdict, reasonLines(run, verdict, full), paint));

/** The summary for a terminal: one screen of what is wrong; with `full`, every case. The verdict comes last. */
export const textReport = (run: RunDocument, options: ReportOptions = {}): string => {
  const { paint = NO_PAINT, difference = null, full = false, caller = ANYWHERE } = options;
  if (run.smoke.verdict === 'dead') return deadReport(run, paint);
  const lines = [
    ...head(run, paint),
    ...section('before the run', smokeLines(run), paint),
    ...section('what is wrong', causeLines(run, { ...options, paint }), paint),
    ...(full ? verboseParts(run, { paint, caller }) : reasonSections(run, paint, false)),
    ...baselineLines(difference, paint),
    ...figureLines(run, paint),
    ...[uncountedText(run)].filter((line) => line !== ''),
    ...(run.unchecked === undefined ? [verdictLine(run, options)] : []),
  ];
  return `${lines.join('\n')}\n`;
};
