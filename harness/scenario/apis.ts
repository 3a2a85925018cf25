/** What stands for the APIs of a case everywhere above the wire: ten characters, as AWS's ids have. */
export const API_PLACEHOLDERS = { api: 'api0000001', api2: 'api0000002' } as const;

/** The placeholder of the nth API of a case. */
export const apiPlaceholder = (number: number): string => `api${String(number).padStart(7, '0')}`;
