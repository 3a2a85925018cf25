import { readFileSync } from 'node:fs';
import type { PageAssets } from '../../report/page/index.ts';

const FOLDER = new URL('../../report/page/', import.meta.url);

/** Parts of the page's script, in the order in which they run. */
const PARTS = ['model', 'dom', 'filter', 'rows', 'cells', 'matrix', 'scripts', 'sides', 'exchange', 'finding', 'start'] as const;

/** Its style, in the same way. */
const STYLES = ['tokens', 'base', 'figures', 'matrix', 'finding', 'small'] as const;

const read = (path: string): string => readFileSync(new URL(path, FOLDER), 'utf8');

/** Reads what the page is made of beside the runs: its style, and its script in one piece. */
export const pageAssets = (): PageAssets => ({
  style: STYLES.map((part) => read(`style/${part}.css`)).join('\n'),
  script: PARTS.map((part) => read(`client/${part}.js`)).join('\n'),
});
