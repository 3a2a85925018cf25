const holder = byId('matrix', HTMLDivElement);
const moreButton = byId('more', HTMLButtonElement);
const gridBody = make('tbody');

/** The rows that are shown. @type {Row[]} */
let rows = [];
/** Where the focus is, or was: key of the row, number of the column. @type {{ key: string, column: number }} */
let here = { key: '', column: 0 };

const buildGrid = () => {
  const heads = page.targets.map(({ name, version }) => make('th', { scope: 'col' }, name, version !== null && make('small', {}, version)));
  const head = make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, 'area, scenario, case'), ...heads));
  holder.append(make('table', { role: 'treegrid', 'aria-labelledby': 'matrix-title' }, head, gridBody));
};

/** @param {number} row @param {number} column @returns {HTMLTableCellElement | undefined} */
const cellElement = (row, column) => gridBody.rows[row]?.cells[column];

const placeOfFocus = () =>
  Math.max(
    0,
    rows.findIndex(({ key }) => key === here.key),
  );

/** Moves the one tab stop of the grid. @param {number} row @param {number} column @param {boolean} focus */
const goTo = (row, column, focus) => {
  cellElement(placeOfFocus(), here.column)?.setAttribute('tabindex', '-1');
  const at = Math.min(Math.max(row, 0), Math.min(rows.length, gridBody.rows.length) - 1);
  const side = Math.min(Math.max(column, 0), page.targets.length);
  here = { key: rows[at]?.key ?? '', column: side };
  const cell = cellElement(at, side);
  cell?.setAttribute('tabindex', '0');
  if (focus) cell?.focus();
};

/** The one cell of the grid that Tab comes to. */
const tabStop = () => cellElement(placeOfFocus(), here.column);

const drawMatrix = (focus = false) => {
  const all = visibleRows();
  rows = showsAll ? all : all.slice(0, FEW);
  gridBody.replaceChildren(...rows.map(rowOf));
  moreButton.hidden = rows.length === all.length;
  moreButton.textContent = `Show ${all.length - rows.length} more rows`;
  goTo(placeOfFocus(), here.column, focus);
  const scenarios = all.filter(({ level }) => level === 1).reduce((sum, { inside }) => sum + inside.length, 0);
  say(
    isFiltered()
      ? `${several(scenarios, 'scenario')} of ${page.scenarios.length} match.`
      : `${page.scenarios.length} scenarios, ${page.cases.length} cases, ${several(page.targets.length, 'target')}.`,
  );
};

/** @param {Row} row */
const turn = ({ key, open }) => {
  if (open === null) return;
  if (!turned.delete(key)) turned.add(key);
  drawMatrix(true);
};

/** The case of a scenario that says most of a target. @param {number} target @param {number} scenario */
const worstCase = (target, scenario) => {
  const verdict = scenarioVerdictOf(target, scenario);
  const cases = casesOf[scenario] ?? [];
  return cases.find((one) => verdictOf(target, one) === verdict) ?? cases[0] ?? -1;
};

/** @param {number} at @param {number} column */
const activate = (at, column) => {
  const row = rows[at];
  if (row === undefined) return;
  if (row.level === 1 || (column === 0 && row.open !== null)) turn(row);
  else openFinding(Math.max(0, column - 1), row.level === 3 ? row.one : worstCase(Math.max(0, column - 1), row.scenario));
};

/** @param {KeyboardEvent} event @param {Row} row @param {number} at */
const step = ({ key, ctrlKey }, row, at) => {
  const { column } = here;
  const last = page.targets.length;
  const parent = () => rows.findLastIndex((one, place) => place < at && one.level < row.level);
  if (key === 'ArrowRight') return column === 0 && row.open === false ? turn(row) : goTo(at, column + 1, true);
  if (key === 'ArrowLeft' && column === 0) return row.open === true ? turn(row) : goTo(parent(), 0, true);
  if (key === 'ArrowLeft') return goTo(at, column - 1, true);
  if (key === 'ArrowDown') return goTo(at + 1, column, true);
  if (key === 'ArrowUp') return goTo(at - 1, column, true);
  if (key === 'PageDown') return goTo(at + 10, column, true);
  if (key === 'PageUp') return goTo(at - 10, column, true);
  if (key === 'Home') return goTo(ctrlKey ? 0 : at, 0, true);
  if (key === 'End') return goTo(ctrlKey ? rows.length - 1 : at, last, true);
  if (key === 'Enter' || key === ' ') return activate(at, column);
  return false;
};

holder.addEventListener('keydown', (event) => {
  const at = placeOfFocus();
  const row = rows[at];
  if (row !== undefined && !event.altKey && !event.metaKey && step(event, row, at) !== false) event.preventDefault();
});

holder.addEventListener('click', ({ target }) => {
  const cell = target instanceof Element ? target.closest('td, th') : null;
  const line = cell?.parentElement;
  if (!(cell instanceof HTMLTableCellElement) || !(line instanceof HTMLTableRowElement) || line.parentElement !== gridBody) return;
  goTo(line.sectionRowIndex, cell.cellIndex, true);
  activate(line.sectionRowIndex, cell.cellIndex);
});

moreButton.addEventListener('click', () => {
  showsAll = true;
  drawMatrix(true);
});
