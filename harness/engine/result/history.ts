import { canonicalJson } from '../../base/json.ts';
import type { Counts, Figure, RunDocument } from './types.ts';

/** What a trend needs of a run document. */
export type PastRun = Pick<RunDocument, 'target' | 'suite' | 'options' | 'interrupted' | 'shard' | 'unchecked'> & {
  readonly summary: Pick<RunDocument['summary'], 'divergence' | 'coverage'> & Partial<Pick<RunDocument['summary'], 'scenarios'>>;
};

/** A run of the past, under the name of its file or commit. */
export interface PastPoint {
  readonly label: string;
  readonly run: PastRun;
}

/** A figure, and by how many points of per cent it moved; null where there is nothing to hold it against. */
export interface Moved {
  readonly figure: Figure;
  readonly by: number | null;
}

/** One run in a trend. */
export interface TrendPoint extends Pick<PastRun, 'target' | 'unchecked'> {
  readonly label: string;
  readonly scenarios?: Counts;
  readonly version: string | null;
  readonly divergence: Moved;
  readonly coverage: Moved;
}

/** Runs that were asked the same questions: their figures can be held against each other, those of two stretches cannot. */
export interface Stretch extends Pick<PastRun, 'suite' | 'options' | 'interrupted' | 'shard'> {
  readonly points: readonly TrendPoint[];
}

/** The trend of one target. */
export interface Trend {
  readonly target: string;
  readonly stretches: readonly Stretch[];
}

const asked = ({ suite, options: { strict, only, skip }, interrupted, shard }: PastRun): string =>
  canonicalJson([suite.digest, strict, only, skip, interrupted, shard === undefined ? null : [shard.index, shard.total]]);

const perCent = ({ part, whole }: Figure): number | null => (whole === 0 ? null : (100 * part) / whole);

const moved = (figure: Figure, before: Figure | undefined): Moved => {
  const [was, is] = [before === undefined ? null : perCent(before), perCent(figure)];
  return { figure, by: was === null || is === null ? null : Number((is - was).toFixed(1)) };
};

/** Of nothing that was checked, nothing is wrong: that is no figure to hold another against. */
const checked = <T extends Figure | undefined>(unchecked: string | undefined, figure: T): T | Figure =>
  unchecked === undefined ? figure : { part: 0, whole: 0 };

const toPoint = ({ label, run: { target, unchecked, summary } }: PastPoint, before: PastPoint | undefined): TrendPoint => ({
  label,
  target,
  ...(unchecked === undefined ? {} : { unchecked }),
  ...(summary.scenarios === undefined ? {} : { scenarios: summary.scenarios }),
  version: target.version,
  divergence: moved(checked(unchecked, summary.divergence), checked(before?.run.unchecked, before?.run.summary.divergence)),
  coverage: moved(summary.coverage, before?.run.summary.coverage),
});

const toStretch = (points: readonly [PastPoint, ...PastPoint[]]): Stretch => {
  const { suite, options, interrupted, shard } = points[0].run;
  return {
    suite,
    options,
    interrupted,
    ...(shard === undefined ? {} : { shard }),
    points: points.map((point, index) => toPoint(point, points[index - 1])),
  };
};

const stretchesOf = (points: readonly PastPoint[]): readonly Stretch[] => {
  const stretches: [PastPoint, ...PastPoint[]][] = [];
  for (const point of points) {
    const last = stretches.at(-1);
    if (last !== undefined && asked(last[0].run) === asked(point.run)) last.push(point);
    else stretches.push([point]);
  }
  return stretches.map(toStretch);
};

/** The trend of each target over its runs, in the order given; it breaks where the questions changed. */
export const historyOf = (points: readonly PastPoint[]): readonly Trend[] =>
  [...new Set(points.map(({ run }) => run.target.name))].map((target) => ({
    target,
    stretches: stretchesOf(points.filter(({ run }) => run.target.name === target)),
  }));
