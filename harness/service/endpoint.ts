/** The path that stands before every request of an endpoint, without a slash at its end; empty where there is none. */
export const prefixOf = ({ pathname }: URL): string => pathname.replace(/\/+$/, '');

/** An endpoint as text, without a slash at its end: a request's path goes right behind it. */
export const baseOf = (endpoint: URL): string => endpoint.origin + prefixOf(endpoint);
