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

/** Line breaks of our own are followed by an indent; any other came with a foreign name, and would begin a line. */
const FOREIGN_BREAK = /\r?\n(?! {2})/g;

/** What a user is told of an error: message and hint, each on lines of its own. */
export const errorText = ({ message, hint }: Pick<HarnessError, 'message' | 'hint'>): string =>
  `${message.replace(FOREIGN_BREAK, '\\u000a')}\n${hint.replace(FOREIGN_BREAK, '\\u000a')}`;

/** The text of whatever was thrown. */
export const causeOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
