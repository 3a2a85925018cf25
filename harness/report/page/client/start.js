const themeButton = byId('theme', HTMLButtonElement);
const darkSystem = matchMedia('(prefers-color-scheme: dark)');

/** A page of a file may have no storage. @param {string} [value] @returns {string | null} */
const storedTheme = (value) => {
  try {
    if (value !== undefined) localStorage.setItem('theme', value);
    return localStorage.getItem('theme');
  } catch {
    return null;
  }
};

const isDark = () => (document.documentElement.dataset['theme'] ?? (darkSystem.matches ? 'dark' : 'light')) === 'dark';

const showTheme = () => {
  themeButton.setAttribute('aria-pressed', String(isDark()));
};

const wished = storedTheme();
if (wished === 'dark' || wished === 'light') document.documentElement.dataset['theme'] = wished;
showTheme();
darkSystem.addEventListener('change', showTheme);
themeButton.addEventListener('click', () => {
  document.documentElement.dataset['theme'] = isDark() ? 'light' : 'dark';
  storedTheme(document.documentElement.dataset['theme']);
  showTheme();
});

const refilter = () => {
  turned.clear();
  showsAll = false;
  drawMatrix();
};
filterForm.addEventListener('input', refilter);
filterForm.addEventListener('reset', () => setTimeout(refilter));
filterForm.addEventListener('submit', (event) => event.preventDefault());

/** A figure above the matrix leads to the scenarios that it counts. @param {string} selector @param {(data: DOMStringMap) => void} choose */
const leadsToMatrix = (selector, choose) => {
  for (const button of document.querySelectorAll(selector)) {
    button.addEventListener('click', () => {
      filterForm.reset();
      if (button instanceof HTMLElement) choose(button.dataset);
      refilter();
      const column = page.targets.findIndex(({ key }) => button instanceof HTMLElement && key === button.dataset['target']) + 1;
      byId('matrix-title', HTMLHeadingElement).scrollIntoView();
      goTo(0, column, true);
    });
  }
};
leadsToMatrix('[data-client]', ({ client = '' }) => {
  clientPick.value = client;
});
leadsToMatrix('[data-cell]', ({ cell = '' }) => {
  cellPick.value = cell;
});

document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.key !== '/' || typing || dialog.open) return;
  event.preventDefault();
  find.focus();
});

/** Opens what the address names: `#/<target>/<case>`, or a scenario, which stands for its worst case. */
const followLink = () => {
  const [, key = '', id = ''] = /^#\/([^/]+)\/(.+)$/.exec(decodeURI(location.hash)) ?? [];
  const target = page.targets.findIndex((one) => one.key === key);
  if (target < 0 || dialog.open) return;
  const one = page.cases.findIndex((_, place) => idOf(place) === id);
  const scenario = page.scenarios.findIndex((each) => each.id === id);
  if (one >= 0) openFinding(target, one);
  else if (scenario >= 0) openFinding(target, worstCase(target, scenario));
};

buildGrid();
here = { key: '', column: 0 };
drawMatrix();
performance.mark('rows');
followLink();
addEventListener('hashchange', followLink);
