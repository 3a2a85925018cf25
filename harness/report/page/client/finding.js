const dialog = byId('finding', HTMLDialogElement);
const dialogBody = byId('finding-body', HTMLDivElement);
const dialogTitle = byId('finding-title', HTMLHeadingElement);
const dialogPlace = byId('finding-place', HTMLParagraphElement);

/** What had the focus before. @type {HTMLElement | null} */
let returnTo = null;

/** Requests needed to see an exchange again: the steps before it, and itself. @param {PageCell} cell @param {number} at */
const neededRequests = ([, , , , exchanges], at) =>
  exchanges
    .filter(([name], place) => place === at || (place < at && !words(name).includes('/')))
    .map(([, place]) => page.exchanges[place]?.[0] ?? -1);

/** @param {PageCell} cell @param {number} at */
const againBlock = (cell, at) => (cell[4][at] === undefined ? false : scriptTabs(neededRequests(cell, at)));

/** @param {string} factClass @param {boolean} gating */
const weight = (factClass, gating) => (gating ? 'decides' : factClass === 'inferred' || factClass === 'ours' ? `advisory: ${factClass}` : 'advisory');

/** @param {PageCell} cell @param {readonly [finding: number, exchange: number]} found @param {boolean} first */
const findingBlock = (cell, [place, at], first) => {
  const finding = page.findings[place];
  if (finding === undefined) return make('article');
  const { step: name, where, aspect, pointer, expected, actual, fact, class: factClass, gating } = finding;
  const looked = words(where) === 'sdk' ? 'answer as the SDK decodes it' : words(where);
  const title = make('h3', {}, `${words(name)}: ${looked}, ${aspect} `, words(pointer) !== '' && make('code', {}, words(pointer)));
  const tag = make('span', { class: gating ? 'tag gating' : `tag ${factClass}` }, weight(factClass, gating));
  const exchange = cell[4][at];
  return make(
    'article',
    { class: gating ? 'gating' : 'advisory' },
    make('div', { class: 'heading' }, title, tag),
    sides(words(expected), words(actual)),
    factBlock(fact),
    exchange !== undefined && folded(make('span', {}, 'The exchange'), () => exchangeBlock(exchange[1]), first),
    exchange !== undefined && folded(make('span', {}, 'Send it again: curl, AWS CLI, boto3, SDK v3'), () => againBlock(cell, at) || make('p'), first),
  );
};

/** @param {number} place */
const observationBlock = (place) => {
  const observation = page.observations[place];
  if (observation === undefined) return make('li');
  const { step: name, where, aspect, fact, value } = observation;
  return make(
    'article',
    { class: 'noted' },
    make('h3', {}, `${words(name)}: ${words(where)}, ${aspect}`),
    make('pre', { tabindex: 0, 'aria-label': 'seen' }, shownValue(words(value))),
    factBlock(fact),
  );
};

/** @param {string} title @param {string} says @param {readonly Node[]} parts */
const part = (title, says, parts) =>
  parts.length > 0 && make('section', {}, make('h2', {}, title), says !== '' && make('p', { class: 'lede' }, says), ...parts);

/** @param {number} target @param {number} one */
const findingParts = (target, one) => {
  const cell = cellAt(target, one);
  if (cell === 0) return [make('p', {}, 'This case was no part of the run.')];
  const [verdict, , findings, observations, exchanges] = cell;
  const gating = findings.filter(([place]) => page.findings[place]?.gating);
  const advisory = findings.filter(([place]) => page.findings[place]?.gating === false);
  const last = exchanges.findLastIndex(([name]) => !words(name).includes('/'));
  const bare = page.targets[target]?.bare ?? null;
  const facts = page.scenarios[page.cases[one]?.[0] ?? -1]?.facts ?? [];
  const decided = verdict === 'failed' ? 'These decide that it is wrong.' : 'Nothing here counts against the target.';
  return [
    part(
      'What differs',
      decided,
      gating.map((found, place) => findingBlock(cell, found, place === 0)),
    ),
    part('Seen, and judged by nobody', 'What AWS does here is not known, or only inferred.', observations.map(observationBlock)),
    part(
      'Advisory',
      'These decide nothing: inferred ground, exact messages, headers, and rules of our own.',
      advisory.map((found) => findingBlock(cell, found, false)),
    ),
    part('Exchanges', '', exchanges.map(exchangeLine)),
    gating.length === 0 && exchanges.length > 0 && part('Send it again', '', [againBlock(cell, last) || make('p')]),
    bare !== null && make('p', { class: 'none' }, `The exchanges of this run are not at hand: ${bare}.`),
    bare === null && verdict === 'passed' && make('p', { class: 'none' }, 'Exchanges are kept for what did not pass; exchanges.json has them all.'),
    part('Facts of the scenario', '', [
      folded(
        make('span', {}, several(facts.length, 'fact')),
        () => make('div', {}, ...facts.map(factBlock)),
        gating.length + observations.length + advisory.length === 0,
      ),
    ]),
  ];
};

/** Other targets, and other cases of the scenario. @param {number} target @param {number} one */
const siblings = (target, one) => {
  const [scenario = 0] = page.cases[one] ?? [];
  const others = page.targets.map(({ name }, place) => {
    const verdict = verdictOf(place, one);
    const button = make(
      'button',
      { type: 'button', 'aria-pressed': String(place === target), 'aria-label': `${name}: ${look(verdict).word}` },
      signOf(verdict),
      name,
    );
    button.addEventListener('click', () => fillFinding(place, one, place));
    return button;
  });
  const cases = casesOf[scenario] ?? [];
  const pick = make('select', { id: 'sibling' });
  for (const each of cases) {
    const verdict = verdictOf(target, each);
    const option = make('option', { value: each }, `${look(verdict).sign} ${page.cases[each]?.[1]} (${look(verdict).word})`);
    option.selected = each === one;
    pick.append(option);
  }
  pick.addEventListener('change', () => fillFinding(target, Number(pick.value), -1));
  const label = cases.length > 1 && make('label', { for: 'sibling' }, `Case (${cases.length}) `, pick);
  return make('div', { class: 'siblings' }, make('div', { role: 'group', 'aria-label': 'Targets' }, ...others), label);
};

/** @param {number} target @param {number} one @param {number} [focus] the target whose button gets the focus; -1: the list of cases */
const fillFinding = (target, one, focus) => {
  const [scenario = 0] = page.cases[one] ?? [];
  const about = page.scenarios[scenario];
  const { name = '', version = null, key = '' } = page.targets[target] ?? {};
  const cell = cellAt(target, one);
  const verdict = verdictOf(target, one);
  dialogPlace.textContent = `${name}${version === null ? '' : ` ${version}`} · ${idOf(one)}`;
  dialogTitle.textContent = about?.title ?? '';
  const reason = cell !== 0 && cell[1] !== null && `: ${words(cell[1])}`;
  const end = make('p', { class: 'end' }, signOf(verdict, '', hasInferred(target, one)), ' ', make('b', {}, look(verdict).word), reason);
  const command = make(
    'p',
    { class: 'none' },
    `${about?.operation}, `,
    make('code', {}, about?.place),
    '; alone: ',
    make('code', {}, `apigw-conformance run --endpoint $ENDPOINT --only ${idOf(one)}`),
  );
  dialogBody.replaceChildren(siblings(target, one), end, command);
  for (const each of findingParts(target, one)) if (each) dialogBody.append(each);
  if (focus === -1) dialogBody.querySelector('select')?.focus();
  else if (focus !== undefined)
    dialogBody.querySelectorAll('.siblings button')[focus] instanceof HTMLElement &&
      /** @type {HTMLElement} */ (dialogBody.querySelectorAll('.siblings button')[focus]).focus();
  history.replaceState(null, '', `#/${key}/${idOf(one)}`);
};

/** @param {number} target @param {number} one */
const openFinding = (target, one) => {
  returnTo = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  fillFinding(target, one);
  dialog.showModal();
  dialogBody.scrollTop = 0;
};

dialog.addEventListener('close', () => {
  history.replaceState(null, '', location.href.split('#')[0]);
  (returnTo === document.body ? tabStop() : returnTo)?.focus();
});
dialog.addEventListener('click', (event) => {
  if (event.target === dialog) dialog.close();
});
byId('close', HTMLButtonElement).addEventListener('click', () => dialog.close());
