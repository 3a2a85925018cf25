/** Codes of the errors this project throws: a closed set. */
export type ErrorCode =
  | 'usage'
  | 'configuration'
  | 'suite-invalid'
  | 'run-invalid'
  | 'baseline-invalid'
  | 'recording-invalid'
  | 'recording-tampered'
  | 'unreachable'
  | 'internal';

/**
 * The only error this project throws. The message reads "Failed to <verb> <object>: <cause>",
 * the hint says what to do next.
 */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}

/** The text of whatever was thrown. */
export const causeOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
