/** A request as the model takes it. */
export interface ModelRequest {
  readonly method: string;
  /** Path with its query, as it stands in the request line. */
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** An answer as the model gives it. */
export interface ModelResponse {
  status: number;
  headers: [string, string][];
  body: string;
}

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [member: string]: Json;
}

/** Tells a JSON object from every other JSON value, absence included. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
