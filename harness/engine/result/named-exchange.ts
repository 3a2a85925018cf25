import type { Exchange } from '../../service/exchange.ts';

/** What was cut of a body: digest and length of the whole. */
export interface Cut {
  readonly digest: string;
  readonly length: number;
}

/** An exchange of a case, under the name of the step that sent it. */
export interface NamedExchange {
  readonly step: string;
  /** Makes, resets or deletes an API of the case, and is no step of it. */
  readonly frame: boolean;
  readonly exchange: Exchange;
  /** Set where the body of the answer was cut: what the whole was. */
  readonly cut?: Cut;
}
