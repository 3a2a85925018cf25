import { createHash } from 'node:crypto';
import type { RunDocument } from '../../engine/result/types.ts';
import { scriptJson } from '../words/html.ts';
import { visibleRun } from '../words/visible-run.ts';
import { collect } from './collect.ts';
import { causeSection } from './section-causes.ts';
import { clientSection } from './section-clients.ts';
import { leadSection } from './section-lead.ts';
import { matrixSection } from './section-matrix.ts';
import { supportSection } from './section-support.ts';
import { targetSection } from './section-targets.ts';
import { cellsByCase } from './table-cells.ts';
import { orderRuns, targetKeys } from './targets.ts';

/** What is put into the page beside the runs. */
export interface PageAssets {
  readonly style: string;
  readonly script: string;
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded, sent or framed: only the page's own style and script run, named by their hashes. */
const policy = (style: string, script: string): string =>
  `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; img-src data:; base-uri 'none'; form-action 'none'`;

const DIALOG = [
  '<dialog id="finding" aria-labelledby="finding-title">',
  '<div class="sheet"><div class="about"><div><p id="finding-place"></p><h2 id="finding-title">Finding</h2></div>',
  '<button type="button" id="close" aria-label="Close">✕</button></div><div id="finding-body"></div></div></dialog>',
].join('');

/** One page over all runs: a single file that loads nothing. The same for the same runs, in whatever order. */
export const renderPage = (documents: readonly RunDocument[], assets: PageAssets): string => {
  const runs = orderRuns(documents.map(visibleRun));
  const keys = targetKeys(runs);
  const style = `\n${assets.style}`;
  const script = `\n(() => {\n'use strict';\n${assets.script}})();\n`;
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    '<title>Gateway responses: what targets do, and what AWS does</title>',
    '<link rel="icon" href="data:,">',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#matrix-title">To the matrix</a>',
    '<header class="top"><div class="wide"><h1>Gateway responses <span>against AWS</span></h1>',
    '<button type="button" id="theme" aria-pressed="false">Dark</button></div></header>',
    '<main class="wide">',
    leadSection(runs),
    targetSection(runs),
    causeSection(runs, keys),
    clientSection(runs, keys),
    supportSection(runs, keys, cellsByCase(runs)),
    matrixSection(),
    '</main>',
    '<footer class="wide"><p>Made from run documents alone; no part of it is loaded from anywhere. Facts name their sources; open one to see what a cell rests on.</p></footer>',
    DIALOG,
    `<script type="application/json" id="data">${scriptJson(collect(runs))}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
};
