import type { JsonObject } from '../../base/json.ts';

/** Names and texts that are stored for certain. */
export type Entries = ReadonlyMap<string, string>;

/** A type that was customised for certain, with the members that are known for certain. */
export interface Own {
  readonly kind: 'own';
  /** Null: it has none of its own. */
  readonly statusCode: string | null;
  readonly responseParameters: Entries;
  readonly responseTemplates: Entries;
  /** Whether nothing else is stored; false where an earlier customization may have left something behind. */
  readonly exact: boolean;
  /** Made by one Put on a type never customised, and not touched since: the state of F-102. */
  readonly byOnePut: boolean;
}

/** What is known for certain of one type of one API. */
export type TypeState =
  | Own
  /** Not customised; `never` also not before. */
  | { readonly kind: 'default'; readonly never: boolean }
  /** The last request left something that no deciding fact tells. */
  | { readonly kind: 'unknown' };

/** What is known for certain of an API, by type; a type that is missing was never touched. */
export type Known = ReadonlyMap<string, TypeState>;

const NEVER: TypeState = { kind: 'default', never: true };

/** What is known of a type. */
export const stateOf = (known: Known, type: string): TypeState => known.get(type) ?? NEVER;

/** The same knowledge with another state of one type. */
export const withState = (known: Known, type: string, state: TypeState): Known => new Map(known).set(type, state);

/** Whether nothing was ever customised: the state in which the defaults of F-100 were seen. */
export const isUntouched = (known: Known): boolean => [...known.values()].every((state) => state.kind === 'default' && state.never);

/** The content type under which a template is displayed where none is stored. */
export const DEFAULT_CONTENT_TYPE = 'application/json';

/**
 * Whether all members are set, so that what Get shows is stored and nothing is filled in. That the default template is not shown
 * beside others was seen on one type only (F-076): a customization without one of that name is not taken for complete.
 */
export const isComplete = (own: Own): boolean =>
  own.exact && own.statusCode !== null && own.responseParameters.size > 0 && own.responseTemplates.has(DEFAULT_CONTENT_TYPE);

/** The members that are set, as Get has to show them. */
export const setMembers = ({ statusCode, responseParameters, responseTemplates }: Own): JsonObject => ({
  ...(statusCode === null ? {} : { statusCode }),
  ...(responseParameters.size === 0 ? {} : { responseParameters: Object.fromEntries(responseParameters) }),
  ...(responseTemplates.size === 0 ? {} : { responseTemplates: Object.fromEntries(responseTemplates) }),
});

/** The whole resource of a customization that is complete. */
export const wholeOf = (type: string, own: Own): JsonObject => ({ defaultResponse: false, responseType: type, ...setMembers(own) });

/** Whether nothing is known to be set. */
export const isEmptyOwn = (own: Own): boolean => Object.keys(setMembers(own)).length === 0;

/** Whether something was left that no deciding fact tells: then the list as a whole is no longer certain. */
export const hasUnknown = (known: Known): boolean => [...known.values()].some(({ kind }) => kind === 'unknown');
