/** @param {number} count @param {string} noun */
const several = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Text for those who listen. @param {string} text */
const heard = (text) => make('span', { class: 'heard' }, text);

/** @param {Row} row @param {number} target */
const areaCell = ({ inside }, target) => {
  const counts = countsOf(target, inside);
  const shown = counts.filter(([verdict]) => verdict !== 'skipped');
  const label = counts.map(([verdict, count]) => `${count} ${look(verdict).word}`).join(', ');
  const cell = make('td', {}, heard(`${page.targets[target]?.name}: ${label}`));
  if (shown.length === 0) cell.append(signOf('skipped'));
  else
    cell.append(
      barOf(shown),
      make(
        'span',
        { class: 'tally', 'aria-hidden': 'true' },
        ...shown.map(([verdict, count]) => make('span', { class: verdict }, `${look(verdict).sign} ${count}`)),
      ),
    );
  return cell;
};

/** @param {Row} row @param {number} target */
const scenarioCell = ({ scenario }, target) => {
  const cases = casesOf[scenario] ?? [];
  const verdict = scenarioVerdictOf(target, scenario);
  const same = cases.filter((one) => verdictOf(target, one) === verdict).length;
  const asked = cases.filter((one) => verdictOf(target, one) !== 'skipped').length;
  const part = asked > 1 && same < asked ? `${same}/${asked}` : '';
  const inferred = cases.some((one) => hasInferred(target, one));
  const label = `${page.targets[target]?.name}: ${look(verdict).word}${part === '' ? '' : `, ${same} of ${asked} cases`}${inferred ? ', differs from what is inferred' : ''}`;
  return make('td', {}, heard(label), signOf(verdict, part, inferred));
};

/** @param {Row} row @param {number} target */
const caseCell = ({ one }, target) => {
  const verdict = verdictOf(target, one);
  const inferred = hasInferred(target, one);
  const label = `${page.targets[target]?.name}: ${look(verdict).word}${inferred ? ', differs from what is inferred' : ''}`;
  return make('td', {}, heard(label), signOf(verdict, '', inferred));
};

/** @param {Row} row */
const headCell = (row) => {
  const [, name = ''] = page.cases[row.one] ?? [];
  const scenario = page.scenarios[row.scenario];
  const twist = make('span', { class: row.open === null ? 'twist leaf' : 'twist', 'aria-hidden': 'true' });
  if (row.level === 1) return make('th', { scope: 'row' }, twist, make('b', {}, row.area), make('small', {}, several(row.inside.length, 'scenario')));
  if (row.level === 3) return make('th', { scope: 'row' }, twist, make('code', {}, name));
  const count = casesOf[row.scenario]?.length ?? 0;
  const id = scenario?.id.slice(row.area.length + 1) ?? '';
  return make(
    'th',
    { scope: 'row', title: scenario?.title },
    twist,
    make(
      'span',
      { class: 'named' },
      make('code', {}, id, count > 1 && make('small', {}, ` ${count} cases`)),
      make('span', { class: 'title' }, scenario?.title),
    ),
  );
};

/** @param {Row} row */
const rowOf = (row) => {
  const fill = row.level === 1 ? areaCell : row.level === 2 ? scenarioCell : caseCell;
  const open = row.open === null ? undefined : String(row.open);
  const cells = [headCell(row), ...page.targets.map((_, target) => fill(row, target))];
  for (const cell of cells) cell.tabIndex = -1;
  return make('tr', { 'data-key': row.key, 'aria-level': row.level, 'aria-expanded': open, class: `level${row.level}` }, ...cells);
};
