/** A response type with its built-in status and the family whose default it falls back to. */
export interface ResponseType {
  readonly name: string;
  readonly status: string | undefined;
  readonly family: 'DEFAULT_4XX' | 'DEFAULT_5XX' | undefined;
}

/**
 * The 21 response types (F-107) with status (F-100, F-101) and family (F-111; inferred for REQUEST_TOO_LARGE and
 * UNAUTHORIZED, F-117), in the order in which GetAll is thought to list them (F-119, inferred).
 */
export const responseTypeTable: readonly ResponseType[] = [
  { name: 'INTEGRATION_FAILURE', status: '504', family: 'DEFAULT_5XX' },
  { name: 'RESOURCE_NOT_FOUND', status: '404', family: 'DEFAULT_4XX' },
  { name: 'REQUEST_TOO_LARGE', status: '413', family: 'DEFAULT_4XX' },
  { name: 'THROTTLED', status: '429', family: 'DEFAULT_4XX' },
  { name: 'UNSUPPORTED_MEDIA_TYPE', status: '415', family: 'DEFAULT_4XX' },
  { name: 'AUTHORIZER_CONFIGURATION_ERROR', status: '500', family: 'DEFAULT_5XX' },
  { name: 'DEFAULT_5XX', status: undefined, family: undefined },
  { name: 'DEFAULT_4XX', status: undefined, family: undefined },
  { name: 'BAD_REQUEST_PARAMETERS', status: '400', family: 'DEFAULT_4XX' },
  { name: 'BAD_REQUEST_BODY', status: '400', family: 'DEFAULT_4XX' },
  { name: 'WAF_FILTERED', status: '403', family: 'DEFAULT_4XX' },
  { name: 'EXPIRED_TOKEN', status: '403', family: 'DEFAULT_4XX' },
  { name: 'ACCESS_DENIED', status: '403', family: 'DEFAULT_4XX' },
  { name: 'INVALID_API_KEY', status: '403', family: 'DEFAULT_4XX' },
  { name: 'UNAUTHORIZED', status: '401', family: 'DEFAULT_4XX' },
  { name: 'API_CONFIGURATION_ERROR', status: '500', family: 'DEFAULT_5XX' },
  { name: 'QUOTA_EXCEEDED', status: '429', family: 'DEFAULT_4XX' },
  { name: 'INTEGRATION_TIMEOUT', status: '504', family: 'DEFAULT_5XX' },
  { name: 'MISSING_AUTHENTICATION_TOKEN', status: '403', family: 'DEFAULT_4XX' },
  { name: 'INVALID_SIGNATURE', status: '403', family: 'DEFAULT_4XX' },
  { name: 'AUTHORIZER_FAILURE', status: '500', family: 'DEFAULT_5XX' },
];

/** The types in the order in which AWS's validation message lists them (F-033). */
export const enumOrder: readonly string[] = [
  'REQUEST_TOO_LARGE',
  'RESOURCE_NOT_FOUND',
  'AUTHORIZER_CONFIGURATION_ERROR',
  'MISSING_AUTHENTICATION_TOKEN',
  'BAD_REQUEST_BODY',
  'INVALID_SIGNATURE',
  'INVALID_API_KEY',
  'BAD_REQUEST_PARAMETERS',
  'AUTHORIZER_FAILURE',
  'UNAUTHORIZED',
  'INTEGRATION_TIMEOUT',
  'ACCESS_DENIED',
  'DEFAULT_4XX',
  'DEFAULT_5XX',
  'WAF_FILTERED',
  'QUOTA_EXCEEDED',
  'THROTTLED',
  'API_CONFIGURATION_ERROR',
  'UNSUPPORTED_MEDIA_TYPE',
  'INTEGRATION_FAILURE',
  'EXPIRED_TOKEN',
];
