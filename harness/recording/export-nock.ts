import { parseJson } from '../base/json.ts';
import { bodyOf } from './tape.ts';
import type { Cassette, TapedExchange } from './types.ts';

/** One entry of nock's own definition format, as `nock.define` takes it. */
export interface NockDefinition {
  readonly scope: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly response: unknown;
  readonly rawHeaders: readonly string[];
}

const definition = ({ request, response }: TapedExchange, bodies: Cassette['bodies'], scope: string): readonly NockDefinition[] => {
  if (response === undefined) return [];
  const asked = bodyOf(request.body, bodies);
  return [
    {
      scope,
      method: request.method,
      path: request.path,
      body: asked === '' ? '' : (parseJson(asked) ?? asked),
      status: response.status,
      response: bodyOf(response.body, bodies),
      rawHeaders: (response.headers ?? [['content-type', 'application/json']]).flat(),
    },
  ];
};

/** The exchanges of a cassette in nock's definition format, in the order in which they were recorded; failures are left out. */
export const nockDefinitions = (cassette: Cassette, scope: string): readonly NockDefinition[] =>
  Object.values(cassette.cases).flatMap((exchanges) => exchanges.flatMap((exchange) => definition(exchange, cassette.bodies, scope)));
