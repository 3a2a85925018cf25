/** Lines that two texts share, as places in each (longest common subsequence). @param {readonly string[]} a @param {readonly string[]} b */
const sharedLines = (a, b) => {
  const table = a.map(() => new Array(b.length + 1).fill(0));
  table.push(new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i];
      if (row !== undefined) row[j] = a[i] === b[j] ? (table[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  /** @type {[Set<number>, Set<number>]} */
  const shared = [new Set(), new Set()];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      shared[0].add(i);
      shared[1].add(j);
      i += 1;
      j += 1;
    } else if ((table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return shared;
};

const MANY_LINES = 400;

/** @param {string} json */
const shownValue = (json) => (json === 'null' ? 'absent' : pretty(json));

/** @param {string} label @param {readonly string[]} lines @param {ReadonlySet<number>} same @param {string} mark */
const side = (label, lines, same, mark) => {
  const code = make('pre', { tabindex: 0, 'aria-label': label });
  lines.forEach((line, place) => {
    code.append(same.has(place) ? make('span', { class: 'same' }, `  ${line}\n`) : make('span', { class: 'other' }, `${mark} ${line}\n`));
  });
  return make('div', { class: `side ${label}` }, make('h4', {}, label), code);
};

/** What was expected and what came, side by side; `−` and `+` mark the lines that differ. @param {string} expected @param {string} actual */
const sides = (expected, actual) => {
  const [left, right] = [shownValue(expected).split('\n'), shownValue(actual).split('\n')];
  const small = left.length < MANY_LINES && right.length < MANY_LINES;
  const [same, there] = small ? sharedLines(left, right) : [new Set(), new Set()];
  return make('div', { class: 'sides' }, side('expected', left, same, '−'), side('actual', right, there, '+'));
};

/** A source, its address as a link. @param {readonly [string, string, string | null]} source */
const sourceItem = ([kind, ref, date]) => {
  const [, before = '', url = '', after = ''] = /^(.*?)(https:\/\/[^\s)]+)(.*)$/s.exec(ref) ?? ['', ref];
  const link = url !== '' && make('a', { href: url, rel: 'noreferrer noopener', target: '_blank' }, url);
  return make('li', {}, `${kind}: ${before}`, link, after, date !== null && ` (${date})`);
};

/** A fact with its class and sources. @param {string} id */
const factBlock = (id) => {
  const fact = page.facts[id];
  if (fact === undefined) return make('p', { class: 'fact' }, id);
  const head = make('p', {}, make('b', {}, id), ' ', make('span', { class: `class ${fact.class}` }, fact.class));
  return make('div', { class: 'fact' }, head, make('p', {}, fact.statement), make('ul', {}, ...fact.sources.map(sourceItem)));
};
