import type { PlannedCase } from '../engine/load/types.ts';
import type { Caller } from '../service/authorize.ts';
import type { Send } from '../service/exchange.ts';

/** What kind of thing is checked. */
export type TargetKind = 'live' | 'aws' | 'replay' | 'model';

/** The way to a target for one case. */
export interface Session {
  readonly send: Send;
  /** APIs that are lent to this case, in their default state; null: the case makes its own. */
  readonly apis: readonly string[] | null;
  /** Ends it; tells what is wrong where a recording was not played to its end. */
  finish(): string | null;
}

/** What is checked, and the one way to it. */
export interface Target {
  readonly kind: TargetKind;
  readonly name: string;
  readonly version: string | null;
  /** Where its answers come from: the target's own name, or the origin of a recording. */
  readonly origin: string;
  /** Base URL, for the SDK and for the lines that reproduce a failure. */
  readonly endpoint: string;
  readonly caller: Caller;
  readonly signed: boolean;
  /** Requests that belong to no case. */
  readonly send: Send;
  /** Opens the way for one case, or says why it cannot run. */
  open(planned: PlannedCase): Session | { readonly skipped: string };
  /** An API to use where none can be created; null: every case makes its own. */
  readonly restApiId: string | null;
  close(): Promise<void>;
}

/** A target that takes every case over one `Send`. */
export const sharedSession = (send: Send): Pick<Target, 'send' | 'open'> => {
  const session: Session = { send, apis: null, finish: () => null };
  return { send, open: () => session };
};
