import { type HeaderPair, headerOf } from './exchange.ts';

/** What of an answer can be told in a few words. */
export interface Answered {
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly isEmpty: boolean;
}

/** A media type without its parameters; what is none is not repeated. */
const mediaType = (value: string): string => /^\s*([\w.+-]+\/[\w.+-]+)/.exec(value)?.[1]?.slice(0, 60) ?? 'with a content type that is none';

/** Where a redirect leads, without path and query: these may name what is nobody's business. */
const leadsTo = (location: string): string => (URL.canParse(location) ? ` (a redirect to ${new URL(location).origin})` : ' (a redirect)');

/** Status, media type, and where it sends on to: `404 text/html`. */
export const answerWords = ({ status, headers, isEmpty }: Answered): string => {
  const type = headerOf(headers, 'content-type');
  const body = isEmpty ? 'without a body' : type === undefined ? 'without a content type' : mediaType(type);
  const location = headerOf(headers, 'location');
  return `${status} ${body}${location === undefined || status < 300 || status > 399 ? '' : leadsTo(location)}`;
};
