import type { Figure, RunDocument } from '../../engine/result/types.ts';
import { targetText } from '../words/names.ts';
import { badgeWords } from './badge.ts';
import { element, xmlText } from './xml.ts';

interface Part {
  readonly text: string;
  readonly fill: string;
}

const HEIGHT = 20;
/** Verdana at 11 px is narrower than this on average; `textLength` makes each text fit whatever font there is. */
const CHARACTER = 6.6;
const PADDING = 12;

const GREY = '#555555';
const GREEN = '#2e7d32';
const AMBER = '#8a5a00';
const RED = '#b3261e';
/** What is not implemented is not wrong: coverage has a colour that says neither. */
const BLUE = '#0b5cad';

const colourOf = ({ part, whole }: Figure): string => {
  if (whole === 0) return GREY;
  if (part === 0) return GREEN;
  return part / whole <= 0.25 ? AMBER : RED;
};

const partsOf = (run: RunDocument): readonly Part[] => {
  const { label, figures, trouble } = badgeWords(run);
  const head = { text: label, fill: '#333333' };
  if (figures === null) return [head, { text: trouble ?? 'no figures', fill: RED }];
  return [
    head,
    { text: figures.divergence, fill: colourOf(run.summary.divergence) },
    { text: figures.coverage, fill: run.summary.coverage.whole === 0 ? GREY : BLUE },
  ];
};

const widthOf = ({ text }: Part): number => Math.round(text.length * CHARACTER) + PADDING;

const drawPart = (part: Part, x: number): string => {
  const width = widthOf(part);
  const words = { x: x + width / 2, y: 14, 'text-anchor': 'middle', textLength: width - PADDING, lengthAdjust: 'spacingAndGlyphs', fill: '#ffffff' };
  return `${element('rect', { x, y: 0, width, height: HEIGHT, fill: part.fill })}${element('text', words, xmlText(part.text))}`;
};

/** A badge as a picture: what it is about, divergence and coverage, each with a colour of its own. It needs no network and no script. */
export const badgeSvgReport = (run: RunDocument): string => {
  const parts = partsOf(run);
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((sum, part) => sum + widthOf(part), 0));
  const width = parts.reduce((sum, part) => sum + widthOf(part), 0);
  const title = `${targetText(run)}: ${parts.map(({ text }) => text).join(', ')}`;
  const drawn = parts.map((part, index) => drawPart(part, starts[index] ?? 0)).join('');
  const font = { 'font-family': 'Verdana, Geneva, DejaVu Sans, sans-serif', 'font-size': 11 };
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height: HEIGHT,
    viewBox: `0 0 ${width} ${HEIGHT}`,
    role: 'img',
    'aria-label': title,
  };
  return `${element('svg', attributes, `${element('title', {}, xmlText(title))}${element('g', font, drawn)}`)}\n`;
};
