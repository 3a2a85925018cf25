import { type Outcome, type Refusal, refusal } from '../refusal.ts';
import type { Customization, Store, StringMap } from '../state.ts';
import type { JsonObject } from '../wire.ts';
import type { Route } from './request.ts';
import type { Change } from './update.ts';

/** What a Put sets; members that the request leaves out or sets to null are absent. */
export interface PutInput {
  readonly statusCode: string | undefined;
  readonly responseParameters: StringMap | undefined;
  readonly responseTemplates: StringMap | undefined;
}

/** How Put and Delete change the state, what all writes are checked for, and how a write is stored. */
export interface ChangeRules {
  /** Put replaces everything, what it leaves out goes back to the default: F-034, F-039 to F-042, F-069, F-073 to F-076. */
  readonly putCustomization: (before: Customization | undefined, input: PutInput) => Outcome;
  /** The answer of Put shows what was put: F-034, F-039 to F-043. */
  readonly putAnswer: (change: Change) => Customization | undefined;
  /** Delete of a type that is not customised: F-032. */
  readonly deleteUncustomised: () => Refusal | undefined;
  /** What is stored after Delete: nothing, the type is default again. F-037, F-038. */
  readonly afterDelete: (before: Customization | undefined) => Customization | undefined;
  /** Delete answers without a body: F-037, F-401. */
  readonly deleteBody: () => JsonObject | undefined;
  /** A write changes one type of one API, and lasts: F-002, F-004, F-035. */
  readonly save: (store: Store, where: Route, customization: Customization | undefined) => void;
  /** Keys are `gatewayresponse.header|path|querystring.<name>`: F-046; dots in the name: F-080, F-086. Other characters: open (I.4). */
  readonly isParameterKey: (key: string) => boolean;
  /** Values are quoted literals (inner quotes: F-081) or mapping expressions (F-034, F-048): F-047. An unquoted `*`, unknown context members: open (I.4). */
  readonly isParameterValue: (value: string) => boolean;
  /** The entry that the refusal names when several are bad: the last one. F-047 shows that it is one. */
  readonly namedEntry: (bad: readonly string[]) => string | undefined;
  /** Key or value of a parameter that is no mapping expression: F-046, F-047 (Put); on Update inferred. */
  readonly invalidMapping: (entry: string) => Refusal;
  /** Template keys are media types: inferred from D.1 item 11. */
  readonly isContentType: (key: string) => boolean;
  /** A template key that is no media type: inferred from D.1 item 11. */
  readonly invalidContentType: (key: string) => Refusal;
}

const literal = /^'.*'$/s;
const requestValue = /^method\.request\.(header|querystring|path|multivalueheader|multivaluequerystring)\.\S+$/;
const contextValue = /^(context|stageVariables)\.\S+$/;

function put(_before: Customization | undefined, input: PutInput): Outcome {
  const { statusCode, responseParameters = new Map(), responseTemplates = new Map() } = input;
  return { stored: { statusCode, responseParameters, responseTemplates } };
}

/** {@link ChangeRules} as AWS has them. */
export const changeRules: ChangeRules = {
  putCustomization: put,
  putAnswer: ({ after }) => after,
  deleteUncustomised: () => refusal('NotFoundException', 'Gateway response type not defined on api'),
  afterDelete: () => undefined,
  deleteBody: () => undefined,
  save: (store, { apiId, type }, customization) => {
    const customizations = store.get(apiId)?.customizations;
    if (customization === undefined) customizations?.delete(type);
    else customizations?.set(type, customization);
  },
  isParameterKey: (key) => /^gatewayresponse\.(header|path|querystring)\.\S+$/.test(key),
  isParameterValue: (value) => literal.test(value) || requestValue.test(value) || contextValue.test(value),
  namedEntry: (bad) => bad.at(-1),
  invalidMapping: (entry) =>
    refusal(
      'BadRequestException',
      `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${entry}]`,
    ),
  isContentType: (key) => /^[^\s/]+\/[^\s/]/.test(key),
  invalidContentType: (key) => refusal('BadRequestException', `Validation Result: warnings : [], errors : [Invalid content type specified: ${key}]`),
};
