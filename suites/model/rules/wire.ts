import type { Refusal } from '../refusal.ts';
import type { JsonObject, ModelRequest, ModelResponse } from '../wire.ts';
import type { Operation } from './request.ts';

/** How answers look on the wire. */
export interface WireRules {
  /** Status of each operation's success: F-005, F-401. */
  readonly successStatus: Readonly<Record<Operation, number>>;
  /** Body of an error: F-410; the name of the member on ValidationException and SerializationException: open (F-417, F-443). */
  readonly errorBody: (refusal: Refusal) => JsonObject;
  /** Value of `x-amzn-errortype`, the bare name: F-413; on other errors than NotFoundException: F-438 (inferred). */
  readonly errorTypeHeader: (refusal: Refusal) => string | undefined;
  /** Compact JSON and a newline: F-411, F-442 (inferred), F-430 (inferred). */
  readonly serialize: (body: JsonObject) => string;
  /** Content type of every answer: F-412, F-414, F-437, F-439 (inferred); of a HAL answer: open (I.10). */
  readonly contentType: (hal: boolean) => string;
  /** `x-amzn-requestid` is a UUID: F-412. Counted here, so that runs are alike. */
  readonly requestId: (count: number) => string;
  /** `x-amz-apigw-id`, some id: F-412, F-437. Counted here. */
  readonly gatewayId: (count: number) => string;
  /** Headers that frame a body of so many bytes: content-length. F-411, F-414, F-439 (inferred). */
  readonly framing: (bytes: number) => readonly [string, string][];
  /** The last word on an answer before it is framed: nothing is changed. Ours, follows no fact. */
  readonly finish: (response: ModelResponse, request: ModelRequest) => ModelResponse;
}

/** {@link WireRules} as AWS has them. */
export const wireRules: WireRules = {
  successStatus: {
    CreateRestApi: 201,
    GetRestApis: 200,
    GetRestApi: 200,
    DeleteRestApi: 202,
    GetGatewayResponses: 200,
    GetGatewayResponse: 200,
    PutGatewayResponse: 201,
    UpdateGatewayResponse: 200,
    DeleteGatewayResponse: 202,
  },
  errorBody: ({ message }) => ({ message }),
  errorTypeHeader: ({ errorType }) => errorType,
  serialize: (body) => `${JSON.stringify(body)}\n`,
  contentType: () => 'application/json',
  requestId: (count) => `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`,
  gatewayId: (count) => `${count.toString(36).padStart(15, 'A')}=`,
  framing: (bytes) => [['content-length', String(bytes)]],
  finish: (response) => response,
};
