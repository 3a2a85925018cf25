/** @param {PageBody | null} body */
const bodyBlock = (body) => {
  if (body === null) return make('p', { class: 'none' }, 'no body');
  const [text, length, digest] = body;
  const cut = length !== undefined && make('p', { class: 'none' }, `Cut: ${length} bytes in all, digest ${digest}.`);
  return make('div', {}, make('pre', { tabindex: 0, 'aria-label': 'body' }, length === undefined ? pretty(words(text)) : words(text)), cut);
};

/** @param {readonly number[]} headers */
const headerBlock = (headers) => make('pre', { class: 'headers', tabindex: 0, 'aria-label': 'headers' }, headers.map(words).join('\n'));

/** @param {string} text */
const lineBlock = (text) => make('p', { class: 'line' }, make('code', {}, text));

/** @param {number} place */
const answerOf = (place) => page.answers[page.exchanges[place]?.[1] ?? -1];

/** @param {number} place */
const requestOf = (place) => page.requests[page.exchanges[place]?.[0] ?? -1];

/** One request and how it ended. @param {number} place */
const exchangeBlock = (place) => {
  const request = requestOf(place);
  const answer = answerOf(place);
  if (request === undefined || answer === undefined) return make('p', {}, 'not kept');
  const sent = make(
    'div',
    {},
    make('h4', {}, 'sent'),
    lineBlock(`${request.method} ${words(request.path)}`),
    headerBlock(request.headers),
    bodyBlock(request.body),
  );
  const came = make('div', {}, make('h4', {}, 'came'));
  if (answer[0] === null) came.append(make('p', {}, `${answer[1]}: ${words(answer[2])}`));
  else came.append(lineBlock(`HTTP ${answer[0]}`), headerBlock(answer[1]), bodyBlock(answer[2]));
  return make('div', { class: 'sides' }, sent, came);
};

/** A part that is made when it is opened. @param {Node} summary @param {() => Node} content @param {boolean} [open] */
const folded = (summary, content, open = false) => {
  const details = make('details', {}, make('summary', {}, summary));
  const fill = () => {
    if (details.open && details.childElementCount === 1) details.append(content());
  };
  details.addEventListener('toggle', fill);
  details.open = open;
  fill();
  return details;
};

/** @param {readonly [step: number, exchange: number]} exchange */
const exchangeLine = ([name, place]) => {
  const request = requestOf(place);
  const answer = answerOf(place);
  const end = answer === undefined ? '' : String(answer[0] ?? answer[1]);
  const summary = make(
    'span',
    {},
    make('code', {}, `${request?.method} ${words(request?.path ?? -1)}`),
    ` → ${end} `,
    make('small', {}, words(name)),
  );
  return folded(summary, () => exchangeBlock(place));
};
