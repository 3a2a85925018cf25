import { canonicalJson, type Json } from '../../base/json.ts';
import type { Operation } from '../../service/operations.ts';
import { type Expected, isRule, plainExpected, RULES } from '../judge/expected.ts';
import type { Finding } from '../judge/types.ts';
import { digestText } from '../load/digest.ts';
import { generalPlace, isMember } from '../result/general-place.ts';
import type { Provenance } from '../result/provenance.ts';

/** In what way a target differs: the first part of what identifies a cause. */
export type CauseKind =
  /** Accepts and ignores. */
  | 'hollow'
  /** Refuses what AWS accepts. */
  | 'refuses'
  /** Accepts what AWS refuses. */
  | 'accepts'
  /** Refuses, with another status. */
  | 'refusal'
  /** Accepts, with another status. */
  | 'success'
  /** Refuses, with another error. */
  | 'error'
  /** Not of the form that the service model gives. */
  | 'shape'
  /** A list lacks a response type. */
  | 'unlisted'
  /** A member is missing. */
  | 'absent'
  /** Something stands there that should not. */
  | 'present'
  /** Another value. */
  | 'value'
  /** The SDK cannot read the answer. */
  | 'decode'
  | 'message'
  | 'wire'
  | 'other'
  /** A case that failed without a finding that decides. */
  | 'case';

/** What a finding is an instance of: nothing of it depends on the target's name, on the case, or on what else was found. */
export interface Identity {
  readonly id: string;
  readonly kind: CauseKind;
  /** What was looked at, with names and types generalised. */
  readonly place: string;
  /** Which request is meant, or where the value comes from; empty where neither makes a difference. */
  readonly about: string;
}

/** What a finding is about. */
export interface Asked {
  /** Whose answer it is: of a read-back that of the read. */
  readonly operation: Operation;
  /** What the request asks for, where requests of its operation differ in more than names; null where that is not known. */
  readonly request: string | null;
  /** Where what was looked at comes from. */
  readonly provenance: Provenance;
}

/** What an identity is of, beside what was expected and what came. */
type Subject = Pick<Identity, 'place'> & Partial<Pick<Identity, 'about'>>;

/** Makes an identity from its parts: the id is a digest of them. */
export const identify = (kind: CauseKind, { place, about = '' }: Subject, ...parts: readonly Json[]): Identity => ({
  id: `c-${digestText(canonicalJson([kind, place, about, ...parts])).slice(0, 10)}`,
  kind,
  place,
  about,
});

/** The cells of the support table have a fact each: of one op they say the same. */
const generalFact = (fact: string): string => /^B-[a-z]+/.exec(fact)?.[0] ?? fact;

/** The status that came, where a status is what came. */
export const statusOf = (actual: Json): number | null => {
  if (typeof actual === 'number') return actual;
  const text = typeof actual === 'string' ? /^status (\d{3})$/.exec(actual)?.[1] : undefined;
  return text === undefined ? null : Number(text);
};

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** The status that is expected, where it is one alone. */
const wantedStatus = (expected: Expected): number | null => ('value' in expected && typeof expected.value === 'number' ? expected.value : null);

const wantsRefusal = (expected: Expected): boolean => isRule(expected, RULES.refused) || (wantedStatus(expected) ?? 0) >= 400;

const wantsSuccess = (expected: Expected): boolean => isRule(expected, RULES.accepted) || isSuccess(wantedStatus(expected) ?? 0);

const refuses = ({ fact }: Finding, { operation, request }: Asked, status: number): Identity => {
  const unknown = operation === 'UpdateGatewayResponse' && request === null ? generalFact(fact) : null;
  return identify('refuses', { place: operation, about: request ?? '' }, unknown, status);
};

/** What was to be refused, and was not: the request says what, or else the fact. */
const notRefused = ({ expected, fact }: Finding, { request }: Asked, status: number): Identity => {
  const subject = { place: 'answer', about: request ?? '' };
  const which = request === null ? generalFact(fact) : null;
  if (isSuccess(status)) return identify('accepts', subject, which);
  return status >= 500 ? identify('refusal', subject, which, status) : identify('refusal', { place: 'answer' }, plainExpected(expected), status);
};

const ofStatus = (finding: Finding, asked: Asked): Identity => {
  const { expected, actual, fact } = finding;
  const status = statusOf(actual) ?? 0;
  if (wantsSuccess(expected)) {
    return isSuccess(status) ? identify('success', { place: asked.operation }, plainExpected(expected), status) : refuses(finding, asked, status);
  }
  return wantsRefusal(expected)
    ? notRefused(finding, asked, status)
    : identify('other', { place: asked.operation }, fact, plainExpected(expected), status);
};

const kindOfValue = (value: Json): string => {
  if (value === null) return 'nothing';
  if (typeof value === 'object') return 'structure';
  if (typeof value !== 'string') return 'number or boolean';
  return value === '' ? 'empty string' : 'string';
};

/** Texts are texts wherever they stand, a status or a value under a name, and maps are maps. */
const ofShape = (rule: string, { actual, pointer }: Finding): Identity => {
  const wanted = rule.replace(/^must be one of .*$/s, 'must be one of a list');
  const place = generalPlace(pointer);
  if (wanted.startsWith('must be string')) return identify('shape', { place: 'text' }, kindOfValue(actual));
  if (wanted.startsWith('must be object') && isMember(place)) return identify('shape', { place: 'map' });
  return identify('shape', { place }, wanted, kindOfValue(actual));
};

/** A value that is wrong is told by where it comes from: what Put stores, what a type inherits, and what Delete leaves are worked out in different places. */
const ofBody = ({ pointer, expected, actual }: Finding, { operation, provenance }: Asked): Identity => {
  const place = generalPlace(pointer);
  if (isRule(expected, RULES.decoded)) return identify('decode', { place: operation });
  if (actual === null && place === '/item/<type>') return identify('unlisted', { place });
  if (actual === null && !place.endsWith('/<name>')) return identify('absent', { place: isMember(place) ? 'members' : place });
  const wanted = plainExpected(expected);
  if (typeof wanted === 'boolean') return identify('value', { place }, wanted, actual);
  if (wanted === null) return identify('present', { place, about: place === '/item/<type>' ? '' : provenance });
  return identify('value', { place, about: provenance });
};

/** What a finding is an instance of. */
export const identityOf = (finding: Finding, asked: Asked): Identity => {
  const { aspect, fact, expected, actual, pointer } = finding;
  switch (aspect) {
    case 'status':
      return ofStatus(finding, asked);
    case 'error':
      return identify('error', { place: 'answer' }, plainExpected(expected), actual);
    case 'message':
    case 'wire':
      return identify(aspect, { place: generalPlace(pointer) }, fact);
    case 'shape':
    case 'body':
    case 'state': {
      const status = typeof actual === 'string' ? statusOf(actual) : null;
      if (status !== null && pointer === '' && !isSuccess(status)) return refuses(finding, asked, status);
      return aspect === 'shape' && 'rule' in expected ? ofShape(expected.rule, finding) : ofBody(finding, asked);
    }
  }
};
