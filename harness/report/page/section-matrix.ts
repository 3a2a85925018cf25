import { text } from '../words/html.ts';
import { GROUPS } from './groups.ts';
import { MARKS } from './marks.ts';

const legend = (): string =>
  MARKS.map(
    ({ verdict, sign, word, says }) => `<li><span class="sign ${verdict}" aria-hidden="true">${sign}</span> <b>${word}</b> ${text(says)}</li>`,
  ).join('');

const chip = (value: string, label: string): string => `<label class="chip"><input type="checkbox" value="${value}"> <span>${label}</span></label>`;

const filters = (): string =>
  [
    '<form id="filters" role="search" aria-label="Filter the matrix">',
    '<label class="find">Search <input id="find" type="search" autocomplete="off" placeholder="id, title, fact, client … ( / )"></label>',
    '<label class="pick">Client <select id="client"><option value="">all</option>',
    ...GROUPS.filter(({ unasked }) => unasked === '').map(({ id, name }) => `<option value="${id}">${text(name)}</option>`),
    '</select></label>',
    '<label class="pick">Op and path <select id="cell"><option value="">all</option></select></label>',
    `<fieldset><legend>Show</legend>${MARKS.map(({ verdict, sign, word }) => chip(verdict, `<i aria-hidden="true">${sign}</i> ${word}`)).join('')}`,
    '<label class="chip"><input type="checkbox" id="differ"> <span>targets differ</span></label></fieldset>',
    '<label class="pick">on <select id="target"><option value="">any target</option></select></label>',
    '<button type="reset">Clear</button>',
    '</form>',
  ].join('');

/** The matrix: its rows are made by the page's script. */
export const matrixSection = (): string =>
  [
    '<section aria-labelledby="matrix-title"><h2 id="matrix-title">Areas, scenarios, cases</h2>',
    '<p class="lede">Open an area for its scenarios and a scenario for its cases; a cell opens what was found. Arrow keys move, <kbd>Enter</kbd> opens, <kbd>Escape</kbd> closes.</p>',
    `<ul class="legend">${legend()}<li><span class="sign passed" aria-hidden="true">✓<sup>≈</sup></span> <b>≈</b> besides, differs from what is only inferred</li></ul>`,
    filters(),
    '<p id="count" role="status"></p>',
    '<noscript><p class="warning">The matrix and the findings need JavaScript; report.md in the folder of each run has the same.</p></noscript>',
    '<div class="scroll matrix" id="matrix"></div>',
    '<p><button type="button" id="more" hidden>Show all rows</button></p>',
    '</section>',
  ].join('\n');
