import { fileJson } from '../../base/json.ts';
import { isPart } from '../../engine/baseline/baseline.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { answeredText, contradictText, evidenceOf, isAws } from '../words/evidence.ts';
import { percent } from '../words/figures.ts';

/** What a badge says: what it is about, and the two figures; or why there are none. */
export interface BadgeWords {
  readonly label: string;
  readonly figures: { readonly divergence: string; readonly coverage: string } | null;
  /** Why there are no figures. */
  readonly trouble: string | null;
}

/** Why there are no figures, by how the target answered the first requests. */
const TROUBLE = { dead: 'no answer', foreign: 'no API Gateway', wrong: 'nothing checked', ok: 'nothing checked' } as const;

/** The words of a badge: two figures, each with its name, or why there are none. */
export const badgeWords = (run: RunDocument): BadgeWords => {
  const label = `gateway responses${isPart(run) && !run.interrupted ? ' (a part)' : ''}`;
  if (run.interrupted) return { label, figures: null, trouble: 'interrupted' };
  if (run.unchecked !== undefined) return { label, figures: null, trouble: `n/a: ${TROUBLE[run.smoke.verdict]}` };
  const { divergence, coverage, scenarios } = run.summary;
  const evidence = evidenceOf(scenarios);
  if (isAws(run)) return { label, figures: { divergence: contradictText(evidence), coverage: answeredText(evidence) }, trouble: null };
  return { label, figures: { divergence: `divergence ${percent(divergence)}`, coverage: `coverage ${percent(coverage)}` }, trouble: null };
};

/**
 * A badge as shields.io's endpoint badge reads it (https://shields.io/badges/endpoint-badge). It has one colour, and one colour for two figures
 * would be a third figure: so it is neutral, and red only where there are none.
 */
export const badgeReport = (run: RunDocument): string => {
  const { label, figures, trouble } = badgeWords(run);
  if (figures === null) return fileJson({ schemaVersion: 1, label, message: trouble ?? 'no figures', color: 'red', isError: true });
  return fileJson({ schemaVersion: 1, label, message: `${figures.divergence} | ${figures.coverage}`, color: 'blue' });
};
