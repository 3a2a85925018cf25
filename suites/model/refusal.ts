import type { Customization } from './state.ts';

/** An error as AWS names it. */
export interface Refusal {
  readonly status: number;
  readonly errorType: string;
  readonly message: string;
}

/** What became of an operation: the customization after it, or its refusal. */
export type Outcome = { readonly stored: Customization } | { readonly refused: Refusal };

/** A value that was read from a request, or why it cannot be read. */
export type Reading<T> = { readonly value: T } | { readonly refused: Refusal };

/** Stands where no word of AWS is known: plainly ours, so that nobody takes it for AWS's. */
export const unknownText = 'model: what AWS says here is not known';

/** An error whose status follows from its type, by the service model (F-402, F-403). */
export function refusal(
  errorType: 'BadRequestException' | 'NotFoundException' | 'ValidationException' | 'SerializationException',
  message: string,
): Refusal {
  return { status: errorType === 'NotFoundException' ? 404 : 400, errorType, message };
}
