import { fileURLToPath } from 'node:url';

/** The recordings that this package carries: beside its sources, or in its build. */
export const BUNDLED: string = fileURLToPath(new URL('../../../recordings/', import.meta.url));
