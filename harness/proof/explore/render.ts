import { plural } from '../../base/count-text.ts';
import { visible } from '../../base/foreign-text.ts';
import type { Json } from '../../base/json.ts';
import { plainExpected } from '../../engine/judge/expected.ts';
import { suiteJson } from '../../engine/load/suite-json.ts';
import type { Fact } from '../../engine/load/types.ts';
import { inputOf, OPERATION_OF } from './calls.ts';
import type { Exploration, Found } from './explore.ts';
import type { Difference, Level } from './judge-sequence.ts';

/** What rendering needs beside the exploration itself. */
export interface RenderContext {
  readonly name: string;
  /** The command that explores this target, without seed and path. */
  readonly command: string;
  readonly facts: ReadonlyMap<string, Fact>;
}

const WIDTH = 300;
const SHOWN = 6;

const short = (value: Json): string => {
  const text = value === null ? 'absent' : visible(typeof value === 'string' ? value : JSON.stringify(value));
  return text.length > WIDTH ? `${text.slice(0, WIDTH)}...` : text;
};

const differenceLines = ({ where, aspect, pointer, expected, actual, fact, class: factClass, level }: Difference): readonly string[] => [
  `  ${where}, ${aspect}${pointer === '' ? '' : ` ${visible(pointer)}`}  [${fact}, ${factClass}]`,
  `    ${level === 'question' && factClass !== 'ours' ? 'model   ' : 'expected'}  ${short(plainExpected(expected))}`,
  `    actual    ${short(actual)}`,
];

const factLines = (differences: readonly Difference[], facts: RenderContext['facts']): readonly string[] =>
  [...new Set(differences.map(({ fact }) => fact))].flatMap((id) => {
    const fact = facts.get(id);
    return fact === undefined ? [] : [`  ${id}, ${fact.class}: ${fact.statement}`];
  });

const requestLines = ({ calls }: Found): readonly string[] => calls.map((call) => `  ${OPERATION_OF[call.kind]} ${JSON.stringify(inputOf(call))}`);

const WORDS: Readonly<Record<Level, string>> = { deciding: 'disagreement', fault: 'breakdown', question: 'question' };

const foundText = (found: Found, index: number, seed: number, { command, facts }: RenderContext): string =>
  [
    `${WORDS[found.level]} ${index + 1}: ${String(found.scenario['title'])}`,
    ...requestLines(found),
    ...found.differences.slice(0, SHOWN).flatMap(differenceLines),
    ...(found.differences.length > SHOWN ? [`  ... and ${found.differences.length - SHOWN} more`] : []),
    ...factLines(found.differences, facts),
    `  again: ${command} --seed ${seed} --path ${found.path}`,
    ...(found.level === 'question' ? [] : ['', suiteJson(found.scenario).trimEnd()]),
    '',
  ].join('\n');

const LEVELS: readonly Level[] = ['deciding', 'fault', 'question'];

/** What an exploration found, as text: disagreements with a scenario to commit, then breakdowns and questions. */
export const renderExploration = (exploration: Exploration, context: RenderContext): string => {
  const { seed, runs, leftOut, found, unsteady, dead } = exploration;
  const byLevel = LEVELS.map((level) => found.filter((one) => one.level === level));
  const counts = LEVELS.map((level, index) => plural(byLevel[index]?.length ?? 0, WORDS[level])).join(', ');
  return [
    ...byLevel.flatMap((some) => some.map((one, index) => foundText(one, index, seed, context))),
    ...(leftOut.length === 0 ? [] : [`left out, for it has no effect here: ${leftOut.join(', ')}`]),
    ...(unsteady.length === 0 ? [] : [`answered now this way, now that: --seed ${seed} --path ${unsteady.join(', ')}`]),
    ...(dead === null ? [] : [`ended early, no answer came: ${visible(dead)}`]),
    `${context.name}: ${plural(runs, 'run')} of seed ${seed}: ${counts}`,
    '',
  ].join('\n');
};
