import type { JsonObject } from '../../base/json.ts';
import type { Operation } from '../../service/operations.ts';
import type { SentRequest } from './call.ts';

/** Where a piece says "shown" or "silent": the words of the language go there. */
export const OPEN = '\u0001';
/** Where they end. */
export const CLOSE = '\u0002';

/** What goes around the pieces of a script in one language. */
export interface Frame {
  readonly name: string;
  readonly head: string;
  /** What makes an API, by the placeholder that stands for its id. */
  readonly create: Readonly<Record<string, string>>;
  /** What stands in the place of `OPEN` and `CLOSE` where the answer is looked at. */
  readonly shown: readonly [open: string, close: string];
  readonly silent: readonly [open: string, close: string];
}

/** A language in which a request can be sent again. */
export interface Language {
  readonly frame: Frame;
  /** The piece that sends one request; or why there is none. */
  readonly piece: (sent: SentRequest) => Piece;
}

/** A piece of a script, or why there is none. */
export type Piece = { readonly text: string } | { readonly why: string };

/** A piece of a script, from an operation and its input. */
export type Say = (operation: Operation, input: JsonObject) => Piece;
