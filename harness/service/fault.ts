import type { FailureCode } from './exchange.ts';

/** Why an exchange ended without a response, where we say so and not Node. */
export class WireFault extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.code = code;
  }
}
