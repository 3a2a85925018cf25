/** What stands for the APIs of a case everywhere above the wire: ten characters, as AWS's ids have. */
export const API_PLACEHOLDERS = { api: 'api0000001', api2: 'api0000002' } as const;

/** The placeholder of the nth API of a case. */
export const apiPlaceholder = (number: number): string => `api${String(number).padStart(7, '0')}`;

/** More than any id has; AWS's have ten characters. */
const LONGEST_ID = 128;

/** Whether a text can be the id of an API: short, and of characters that can stand in a path and a report. */
export const isApiId = (id: unknown): id is string => typeof id === 'string' && id.length <= LONGEST_ID && /^[!-~]+$/.test(id);
