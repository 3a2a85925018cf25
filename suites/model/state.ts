/** Names and their texts, in the order in which they were set. */
export type StringMap = ReadonlyMap<string, string>;

/** What was set on one response type. What Get shows beside it is filled in when answering (F-116). */
export interface Customization {
  readonly statusCode: string | undefined;
  readonly responseParameters: StringMap;
  readonly responseTemplates: StringMap;
}

/** One REST API with the customizations of its response types. */
export interface RestApi {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly endpointTypes: readonly string[];
  readonly ipAddressType: string;
  readonly tags: StringMap;
  readonly rootResourceId: string;
  readonly customizations: Map<string, Customization>;
}

/** Everything that the model remembers: its REST APIs by id. */
export type Store = Map<string, RestApi>;

/** A customization in which nothing is set. */
export const emptyCustomization: Customization = {
  statusCode: undefined,
  responseParameters: new Map(),
  responseTemplates: new Map(),
};
