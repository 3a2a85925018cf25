import type { Refusal } from '../refusal.ts';
import { responseTypeTable } from '../response-types.ts';
import type { Customization, StringMap } from '../state.ts';
import type { Json, JsonObject } from '../wire.ts';
import type { Operation } from './request.ts';

/** What an answer about one type is made of. */
export interface Source {
  readonly operation: Operation;
  readonly type: string;
  /** The type's own customization. */
  readonly stored: Customization | undefined;
  /** The customization of its family, where the type inherits. */
  readonly inherited: Customization | undefined;
}

/** One gateway response as it is shown. */
export interface View {
  readonly type: string;
  readonly defaultResponse: boolean;
  readonly statusCode: string | undefined;
  readonly responseParameters: StringMap;
  readonly responseTemplates: StringMap;
}

/** What is shown, by Get, GetAll and the answers of Put and Update alike: what is stored, and the rest filled in (F-116). */
export interface DisplayRules {
  /** Get of a type that is not customised: no refusal, its defaults are shown. F-030, F-100. */
  readonly getUncustomised: () => Refusal | undefined;
  /** Status of each type out of the box: F-100; none for DEFAULT_4XX and DEFAULT_5XX: F-101. */
  readonly builtInStatus: ReadonlyMap<string, string>;
  /** Which of the two defaults a type falls back to: F-111; two types inferred: F-117. */
  readonly families: ReadonlyMap<string, string>;
  /** The templates of a type that has none of its own: F-030, F-100. */
  readonly defaultTemplates: StringMap;
  /** Only a type that is not customised inherits: F-043, F-044, F-102; the 4XX family and a single Get: F-112 (inferred); F-114 (inferred). */
  readonly inherits: (source: Source) => boolean;
  /** `defaultResponse` is true until the type itself is customised: F-001, F-030, F-037, F-044, F-050, F-113. */
  readonly defaultFlag: (source: Source) => boolean;
  /** Own status, else inherited, else built-in: F-040, F-041, F-043, F-044, F-045, F-112; none on DEFAULT_4XX / 5XX: F-101, F-115, F-064. */
  readonly statusShown: (source: Source, builtIn: string | undefined) => string | undefined;
  /** Own parameters, else inherited, else none: F-030, F-039, F-043, F-044. */
  readonly parametersShown: (source: Source) => StringMap;
  /** Own templates, else inherited, else the default one, which is never merged in: F-039, F-044, F-076, F-075 (inferred). */
  readonly templatesShown: (source: Source, defaults: StringMap) => StringMap;
  /** The JSON of one gateway response: F-030, F-034; empty maps are written: F-101; no status, no member: F-110, F-445. */
  readonly resource: (view: View) => JsonObject;
  /** The types that GetAll lists: all, whatever `limit` and `position` say. F-036, F-049, F-082. */
  readonly listedTypes: (types: readonly string[], path: string) => readonly string[];
  /** The JSON of GetAll: the list is called `item`, and there is no `position`. F-036, F-405, F-433, F-088. */
  readonly collection: (items: readonly JsonObject[]) => JsonObject;
}

function tableOf(column: 'status' | 'family'): ReadonlyMap<string, string> {
  return new Map(
    responseTypeTable.flatMap((row) => {
      const value = row[column];
      return value === undefined ? [] : [[row.name, value] as const];
    }),
  );
}

function firstFilled(...maps: readonly (StringMap | undefined)[]): StringMap {
  return maps.find((map) => map !== undefined && map.size > 0) ?? new Map();
}

function toResource(view: View): JsonObject {
  const members: Record<string, Json> = {
    defaultResponse: view.defaultResponse,
    responseParameters: Object.fromEntries(view.responseParameters),
    responseTemplates: Object.fromEntries(view.responseTemplates),
    responseType: view.type,
  };
  return view.statusCode === undefined ? members : { ...members, statusCode: view.statusCode };
}

/** {@link DisplayRules} as AWS has them. */
export const displayRules: DisplayRules = {
  getUncustomised: () => undefined,
  builtInStatus: tableOf('status'),
  families: tableOf('family'),
  defaultTemplates: new Map([['application/json', '{"message":$context.error.messageString}']]),
  inherits: ({ stored }) => stored === undefined,
  defaultFlag: ({ stored }) => stored === undefined,
  statusShown: ({ stored, inherited }, builtIn) => stored?.statusCode ?? inherited?.statusCode ?? builtIn,
  parametersShown: ({ stored, inherited }) => firstFilled(stored?.responseParameters, inherited?.responseParameters),
  templatesShown: ({ stored, inherited }, defaults) => firstFilled(stored?.responseTemplates, inherited?.responseTemplates, defaults),
  resource: toResource,
  listedTypes: (types) => types,
  collection: (items) => ({ item: items }),
};
