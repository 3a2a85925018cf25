import type { ServerResponse } from 'node:http';
import type { HeaderPair, WireRequest } from '../../service/exchange.ts';

/** What the model would answer. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly body: string | Buffer;
}

/** One request to a hostile server, with the right answer to it and the ways to answer otherwise. */
export interface Odd {
  readonly request: WireRequest;
  readonly right: Answer;
  readonly response: ServerResponse;
  /** Sends an answer as any server would. */
  give(answer: Answer): void;
  /** Writes bytes past every server. */
  raw(...bytes: readonly (string | Buffer)[]): void;
  /** Closes the connection. */
  end(): void;
}

/** Something odd that a server may do. */
export interface Mode {
  readonly name: string;
  /** Exit codes that fit; 2 where nothing could be checked. */
  readonly exits: readonly number[];
  /** More flags of the command line. */
  readonly flags?: readonly string[];
  /** Its APIs cannot be deleted: their ids are not told, or deleting is what it does not do. */
  readonly keepsApis?: boolean;
  act(odd: Odd): void;
}

/** Exit codes of a run that ended with a report, whatever it found. */
export const ANY: readonly number[] = [0, 1, 2, 3];

/** Nothing of what is odd may be noticed. */
export const RIGHT: readonly number[] = [0];

/** Whether a request makes an API. */
export const isCreate = ({ method, path }: WireRequest): boolean => method === 'POST' && path === '/restapis';

/** Whether a request makes or deletes an API. */
export const isFrame = ({ method, path }: WireRequest): boolean =>
  isCreate({ method, path } as WireRequest) || (method === 'DELETE' && /^\/restapis\/[^/]+$/.test(path));

/** Does something odd to some requests, and answers all others rightly. */
export const onlyTo =
  (chosen: (request: WireRequest) => boolean, act: (odd: Odd) => void): Mode['act'] =>
  (odd) =>
    chosen(odd.request) ? act(odd) : odd.give(odd.right);

/** Every request about gateway responses. */
export const toAll = (act: (odd: Odd) => void): Mode['act'] => onlyTo((request) => !isFrame(request), act);

/** Requests of one method about gateway responses. */
export const to = (method: string, act: (odd: Odd) => void): Mode['act'] => onlyTo((request) => request.method === method && !isFrame(request), act);

/** Answers with another status, other headers or another body. */
export const changing =
  (change: (right: Answer, request: WireRequest) => Partial<Answer>): ((odd: Odd) => void) =>
  (odd) =>
    odd.give({ ...odd.right, ...change(odd.right, odd.request) });
