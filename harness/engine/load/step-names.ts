import type { Read } from './types.ts';

/** Whether a step makes or deletes the APIs of a case. */
export const isOwnApiStep = (step: string): boolean => /^(create|delete)-api/.test(step);

/** Whether a step is about a case and no part of it: its APIs are made, reset or deleted. */
export const isFrameStep = (step: string): boolean => isOwnApiStep(step) || step.startsWith('reset');

/** The name of an exchange that reads the state back after a step: of one type, or of all. */
export const readBackStep = (step: string, responseType: string | null): string =>
  `${step}/${responseType === null ? 'GetAll' : `Get-${responseType}`}`;

/** The name of the exchange of a read after a step. */
export const readStep = (step: string, read: Read): string => readBackStep(step, read.call === 'GetGatewayResponse' ? read.responseType : null);

/** Whether an exchange of this name reads the state back after a step, and is no step of its own. */
export const isReadBackStep = (step: string): boolean => step.includes('/');
