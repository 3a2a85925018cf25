/** Text and elements that an element gets. @typedef {Node | string | null | undefined | false} Child */

/**
 * Makes an element: text is only ever text.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean | undefined>} attributes
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : String(value));
  }
  for (const child of children) if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
};

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
const byId = (id, type) => {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`no ${id}`);
  return element;
};

/** The sign of a verdict. @param {string} verdict @param {string} [more] @param {boolean} [inferred] */
const signOf = (verdict, more = '', inferred = false) =>
  make(
    'span',
    { class: `sign ${verdict}`, 'aria-hidden': 'true' },
    look(verdict).sign,
    inferred && make('sup', {}, '≈'),
    more !== '' && make('small', {}, more),
  );

const SVG = 'http://www.w3.org/2000/svg';

/** A bar of counts. @param {readonly (readonly [verdict: string, count: number])[]} counts */
const barOf = (counts) => {
  const bar = document.createElementNS(SVG, 'svg');
  bar.setAttribute('class', 'bar');
  bar.setAttribute('viewBox', '0 0 100 4');
  bar.setAttribute('preserveAspectRatio', 'none');
  bar.setAttribute('aria-hidden', 'true');
  const sum = counts.reduce((total, [, count]) => total + count, 0);
  let x = 0;
  for (const [verdict, count] of counts) {
    const part = document.createElementNS(SVG, 'rect');
    part.setAttribute('class', verdict);
    part.setAttribute('x', String((100 * x) / sum));
    part.setAttribute('width', String((100 * count) / sum));
    part.setAttribute('height', '4');
    bar.append(part);
    x += count;
  }
  return bar;
};

/** Says something to those who listen. @param {string} text */
const say = (text) => {
  byId('count', HTMLParagraphElement).textContent = text;
};
