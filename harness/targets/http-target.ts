import { hidingCaller } from '../recording/hide-caller.ts';
import type { Caller } from '../service/authorize.ts';
import { baseOf } from '../service/endpoint.ts';
import { createHttpSend } from '../service/send.ts';
import { signing } from '../service/sign.ts';
import { guarded } from './guard.ts';
import { sharedSession, type Target } from './target.ts';

/** What a user says of an endpoint to check. */
export interface EndpointOptions {
  readonly endpoint: URL;
  readonly name: string;
  readonly version: string | null;
  readonly caller: Caller;
  readonly signed: boolean;
  readonly timeoutMs: number;
  /** A longer body is a failure; left out: 1 MiB. */
  readonly maxBodyBytes?: number;
  readonly sockets: number;
  readonly restApiId: string | null;
}

/** A target behind any URL. */
export const httpTarget = (options: EndpointOptions): Target => {
  const { endpoint, name, version, caller, signed, restApiId } = options;
  const { send: sendOpenly, close } = createHttpSend(options);
  const send = hidingCaller(sendOpenly, caller);
  return {
    kind: 'live',
    name,
    version,
    origin: name,
    endpoint: baseOf(endpoint),
    caller,
    signed,
    ...sharedSession(guarded(signed ? signing(send, caller, { endpoint, service: 'apigateway' }) : send)),
    restApiId,
    close: async () => close(),
  };
};
