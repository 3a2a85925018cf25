/** Puts the words of a language in the place of its marks. @param {string} piece @param {readonly [string, string]} marks */
const frameIn = (piece, [open, close]) => piece.replace('\u0001', () => open).replace('\u0002', () => close);

/**
 * The script that sends a case's requests again, up to the one that is looked at.
 * @param {number} language
 * @param {readonly number[]} requests
 * @returns {{ text: string } | { why: string }}
 */
const scriptOf = (language, requests) => {
  const frame = page.frames[language];
  if (frame === undefined) return { why: 'no such language' };
  const lines = [frame.head];
  const sent = requests.map((request) => page.requests[request]);
  const seen = sent.map((request) => `${words(request?.path ?? -1)} ${words(request?.body?.[0] ?? -1)}`).join(' ');
  for (const [placeholder, create] of Object.entries(frame.create)) if (seen.includes(placeholder)) lines.push(create);
  for (const [place, request] of sent.entries()) {
    const [piece, why] = request?.pieces[language] ?? [null, -1];
    if (piece === null) return { why: `Request ${place + 1} cannot be sent with it: ${words(why ?? -1)}. Use curl.` };
    lines.push(frameIn(words(piece), place === sent.length - 1 ? frame.shown : frame.silent));
  }
  return { text: lines.join('\n') };
};

/** @param {string} text */
const copyButton = (text) => {
  const button = make('button', { type: 'button', class: 'copy' }, 'Copy');
  button.addEventListener('click', async () => {
    const done = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    button.textContent = done ? 'Copied' : 'Select the text and copy it';
  });
  return button;
};

/** @param {number} language @param {readonly number[]} requests */
const scriptPanel = (language, requests) => {
  const script = scriptOf(language, requests);
  if ('why' in script) return make('p', { class: 'none' }, script.why);
  return make(
    'div',
    { class: 'code' },
    make('pre', { tabindex: 0, 'aria-label': `${page.frames[language]?.name} script` }, script.text),
    copyButton(script.text),
  );
};

let tabLists = 0;

/** The same requests in every language, one shown at a time. @param {readonly number[]} requests */
const scriptTabs = (requests) => {
  tabLists += 1;
  const id = `again${tabLists}`;
  const panel = make('div', { role: 'tabpanel', id: `${id}-panel` });
  const tabs = page.frames.map(({ name }, place) =>
    make('button', { type: 'button', role: 'tab', id: `${id}-${place}`, 'aria-controls': `${id}-panel` }, name),
  );
  /** @param {number} place @param {boolean} focus */
  const select = (place, focus) => {
    tabs.forEach((tab, at) => {
      tab.setAttribute('aria-selected', String(at === place));
      tab.tabIndex = at === place ? 0 : -1;
    });
    panel.setAttribute('aria-labelledby', `${id}-${place}`);
    panel.replaceChildren(scriptPanel(place, requests));
    if (focus) tabs[place]?.focus();
  };
  tabs.forEach((tab, place) => {
    tab.addEventListener('click', () => select(place, false));
    tab.addEventListener('keydown', ({ key }) => {
      if (key === 'ArrowRight') select((place + 1) % tabs.length, true);
      if (key === 'ArrowLeft') select((place + tabs.length - 1) % tabs.length, true);
    });
  });
  select(0, false);
  return make('div', { class: 'again' }, make('div', { role: 'tablist', 'aria-label': 'Send it again' }, ...tabs), panel);
};
