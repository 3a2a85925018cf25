import { plural } from '../../base/count-text.ts';
import type { Seed, SeedStatement } from '../../engine/load/seeds.ts';
import { isJudged } from '../../engine/result/coverage.ts';
import { prose, table } from '../words/markdown-text.ts';
import type { LedgerInput } from './coverage-input.ts';

/** On what ground a statement is held against targets. */
type Ground = 'decides' | 'advisory' | 'observed' | 'beyond' | 'none';

const GROUNDS: readonly (readonly [ground: Ground, meaning: string])[] = [
  ['decides', 'held against targets by scenarios on documented or observed facts'],
  ['advisory', 'held against targets by scenarios, on inferred ground only'],
  ['observed', 'only observed: what comes is noted, and nothing can fail'],
  ['beyond', 'carried by facts that cannot be provoked'],
  ['none', 'say nothing that the control plane could get wrong; the reason stands there'],
];

interface Standing {
  readonly ground: Ground;
  readonly scenarios: number;
  /** Whether one of its facts is checked of every answer. */
  readonly always: boolean;
}

const standingOf = ({ facts }: SeedStatement, { reaches }: LedgerInput): Standing => {
  if (facts === undefined) return { ground: 'none', scenarios: 0, always: false };
  const asked = [...reaches].filter(([{ id }, reach]) => facts.includes(id) && 'ids' in reach);
  const judged = asked.filter(([, reach]) => isJudged(reach));
  const scenarios = new Set((judged.length > 0 ? judged : asked).flatMap(([, reach]) => ('ids' in reach ? reach.ids : []))).size;
  const always = judged.some(([, { kind }]) => kind === 'always');
  if (judged.length === 0) return { ground: asked.length === 0 ? 'beyond' : 'observed', scenarios, always };
  const decides = judged.some(([fact]) => fact.class === 'documented' || fact.class === 'observed');
  return { ground: decides ? 'decides' : 'advisory', scenarios, always };
};

const countText = ({ scenarios, always }: Standing): string => (always ? 'every such answer; ' : '') + plural(scenarios, 'scenario');

const heldText = (standing: Standing): string => {
  switch (standing.ground) {
    case 'decides':
      return countText(standing);
    case 'advisory':
      return `${countText(standing)}, advisory`;
    case 'observed':
      return `only observed, in ${countText(standing)}`;
    case 'beyond':
      return 'cannot be provoked';
    case 'none':
      return '';
  }
};

const section = (seed: Seed, input: LedgerInput): readonly string[] => [
  `### ${prose(seed.title)}`,
  '',
  ...(seed.source === null ? [] : [`<${seed.source}>`, '']),
  ...table(
    ['id', 'where', 'what it says', 'facts', 'held against targets by'],
    seed.statements.map((statement) => [
      statement.id,
      prose(statement.where),
      prose(statement.says),
      statement.facts?.join(', ') ?? `none: ${prose(statement.reason ?? '')}`,
      heldText(standingOf(statement, input)),
    ]),
  ),
  '',
];

/** The documents that the suite starts from, statement by statement, with the facts that carry each. */
export const seedSections = (input: LedgerInput): readonly string[] => input.seeds.flatMap((seed) => section(seed, input));

/** How many statements stand on which ground. */
export const seedCounts = (input: LedgerInput): readonly string[] => {
  const grounds = input.seeds.flatMap(({ statements }) => statements.map((statement) => standingOf(statement, input).ground));
  return GROUNDS.map(([ground, meaning]) => `${grounds.filter((one) => one === ground).length} ${meaning}`);
};
