import { type Reading, refusal, unknownText } from '../refusal.ts';
import type { RestApi, Store, StringMap } from '../state.ts';
import type { JsonObject } from '../wire.ts';

/** What CreateRestApi is asked for. */
export interface NewApi {
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly endpointTypes: readonly string[];
  readonly ipAddressType: string | undefined;
  readonly tags: StringMap;
}

/** REST APIs, as far as gateway responses need them. */
export interface RestApiRules {
  /** Ids have 10 lower-case letters and digits. Counted, so that runs are alike; no two counts give one id. */
  readonly resourceId: (count: number) => string;
  /** Seconds since 1970 at which every API was made: the model has no clock. */
  readonly createdDate: number;
  /** A name is needed (service model), EDGE is the default; how its absence is refused: open. */
  readonly newApi: (input: NewApi, id: string, rootResourceId: string) => Reading<RestApi>;
  /** Takes an API away, its gateway responses with it (F-155); false where there is none. */
  readonly deleteApi: (store: Store, id: string) => boolean;
  /** The JSON of a REST API: service model. */
  readonly restApi: (api: RestApi, createdDate: number) => JsonObject;
  /** The JSON of GetRestApis, plain for every Accept: F-433; its HAL form (F-409, F-432) is left out. */
  readonly restApis: (apis: readonly JsonObject[]) => JsonObject;
}

const idSpace = 36n ** 10n;
/** Odd and no multiple of 3, so that multiplying by it is one to one modulo {@link idSpace}. */
const idFactor = 1_181_783_497_276_652_981n;

function createApi(input: NewApi, id: string, rootResourceId: string): Reading<RestApi> {
  if (input.name === undefined || input.name === '') {
    return { refused: refusal('BadRequestException', unknownText) };
  }
  const known = input.endpointTypes.filter((type) => ['EDGE', 'REGIONAL', 'PRIVATE'].includes(type));
  const isDual = input.ipAddressType === 'dualstack' || known.includes('PRIVATE');
  return {
    value: {
      id,
      name: input.name,
      description: input.description,
      endpointTypes: known.length === 0 ? ['EDGE'] : known,
      ipAddressType: isDual ? 'dualstack' : 'ipv4',
      tags: input.tags,
      rootResourceId,
      customizations: new Map(),
    },
  };
}

function toRestApi(api: RestApi, createdDate: number): JsonObject {
  return {
    id: api.id,
    name: api.name,
    ...(api.description === undefined ? {} : { description: api.description }),
    createdDate,
    apiKeySource: 'HEADER',
    endpointConfiguration: { types: api.endpointTypes, ipAddressType: api.ipAddressType },
    tags: Object.fromEntries(api.tags),
    disableExecuteApiEndpoint: false,
    rootResourceId: api.rootResourceId,
  };
}

/** {@link RestApiRules} as AWS has them. */
export const restApiRules: RestApiRules = {
  resourceId: (count) => ((BigInt(count) * idFactor) % idSpace).toString(36).padStart(10, '0'),
  createdDate: 1_713_213_980,
  newApi: createApi,
  deleteApi: (store, id) => store.delete(id),
  restApi: toRestApi,
  restApis: (apis) => ({ item: apis }),
};
