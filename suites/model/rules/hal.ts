import type { JsonObject } from '../wire.ts';

/** A gateway response that links are made for. */
export interface Linked {
  readonly apiId: string;
  readonly type: string;
  readonly customised: boolean;
}

/** The HAL form of answers, for whoever does not ask for plain JSON. */
export interface HalRules {
  /** Plain JSON is given to those who accept `application/json`, HAL to all others: F-408, F-409; other media types: open (I.10). */
  readonly wantsHal: (accept: string | undefined) => boolean;
  /** Links of a single resource: F-407; no delete link on a default one: open (I.10). */
  readonly resourceLinks: (linked: Linked) => JsonObject;
  /** Links of an item of the collection: F-407; delete on a customised one: F-444 (inferred). */
  readonly itemLinks: (linked: Linked) => JsonObject;
  /** Links of the collection: F-407. */
  readonly collectionLinks: (apiId: string, types: readonly string[]) => JsonObject;
  /** The collection with its list in `_embedded`: F-407, F-409. */
  readonly halCollection: (links: JsonObject, items: readonly JsonObject[]) => JsonObject;
}

const curies: JsonObject = {
  href: 'http://docs.aws.amazon.com/apigateway/latest/developerguide/restapi-gatewayresponse-{rel}.html',
  name: 'gatewayresponse',
  templated: true,
};

function listHref(apiId: string): string {
  return `/restapis/${apiId}/gatewayresponses`;
}

function byType(apiId: string): JsonObject {
  return { href: `${listHref(apiId)}/{response_type}`, templated: true };
}

function itemLinks({ apiId, type, customised }: Linked): JsonObject {
  const own = { href: `${listHref(apiId)}/${type}` };
  return {
    self: own,
    ...(customised ? { 'gatewayresponse:delete': own } : {}),
    'gatewayresponse:put': byType(apiId),
    'gatewayresponse:update': own,
  };
}

/** {@link HalRules} as AWS has them. */
export const halRules: HalRules = {
  wantsHal: (accept) => accept === undefined || !/(^|,)\s*application\/json\s*(;|,|$)/i.test(accept),
  resourceLinks: (linked) => ({ curies, ...itemLinks(linked) }),
  itemLinks,
  collectionLinks: (apiId, types) => ({
    curies,
    self: { href: listHref(apiId) },
    first: { href: listHref(apiId) },
    'gatewayresponse:by-type': byType(apiId),
    item: types.map((type) => ({ href: `${listHref(apiId)}/${type}` })),
  }),
  halCollection: (links, items) => ({ _links: links, _embedded: { item: items } }),
};
