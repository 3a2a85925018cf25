import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../base/json.ts';
import { digestOf } from './digest.ts';

/** When something was seen, and against which service model; a source that is not ours does not tell the model. */
export interface Dated {
  /** A day, as in 2026-01-31. */
  readonly date: string;
  readonly serviceModel?: string;
}

/** What evidence has to keep to. */
export interface Freshness {
  /** Milliseconds since the epoch: what is older is stale. Null: age does not matter. */
  readonly oldest: number | null;
  readonly serviceModel: string;
}

/** Why evidence is stale, in words; null where it is not. */
export const staleBecause = ({ date, serviceModel }: Dated, freshness: Freshness): string | null => {
  if (serviceModel !== undefined && serviceModel !== freshness.serviceModel)
    return `recorded against service model ${serviceModel}, not against ${freshness.serviceModel}`;
  const isOld = freshness.oldest !== null && Date.parse(date) < freshness.oldest;
  return isOld ? `recorded on ${date}, longer ago than allowed` : null;
};

/** Digest of the service model that answers are held against: of every schema that was derived from it. */
export const serviceModelOf = (suites: string): string => {
  const { error, operations } = JSON.parse(readFileSync(join(suites, 'service/schemas.json'), 'utf8')) as Readonly<Record<string, Json>>;
  return digestOf([error ?? null, operations ?? null]);
};
