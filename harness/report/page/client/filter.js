const find = byId('find', HTMLInputElement);
const clientPick = byId('client', HTMLSelectElement);
const cellPick = byId('cell', HTMLSelectElement);
const targetPick = byId('target', HTMLSelectElement);
const differ = byId('differ', HTMLInputElement);
const filterForm = byId('filters', HTMLFormElement);

page.targets.forEach(({ name, version }, place) => {
  targetPick.append(make('option', { value: place }, version === null ? name : `${name} ${version}`));
});
for (const cell of [...new Set(page.scenarios.flatMap(({ sends }) => sends))].sort()) cellPick.append(make('option', { value: cell }, cell));

/** What a search looks at, by scenario. */
const searchTexts = () =>
  page.scenarios.map(({ id, title, operation, clients, facts }, place) =>
    [id, title, operation, ...clients, ...facts, ...(casesOf[place] ?? []).map((one) => page.cases[one]?.[1] ?? '')].join(' ').toLowerCase(),
  );

const wantedVerdicts = () =>
  [...filterForm.querySelectorAll('input[type="checkbox"]:not(#differ)')].flatMap((input) =>
    input instanceof HTMLInputElement && input.checked ? [input.value] : [],
  );

const isFiltered = () =>
  find.value.trim() !== '' ||
  clientPick.value !== '' ||
  cellPick.value !== '' ||
  targetPick.value !== '' ||
  differ.checked ||
  wantedVerdicts().length > 0;

/** Whether targets that were asked end differently. @param {number} scenario */
const isDisputed = (scenario) => {
  const ends = new Set(page.targets.map((_, target) => scenarioVerdictOf(target, scenario)));
  ends.delete('skipped');
  return ends.size > 1;
};

/** Places of the scenarios that the filter lets through. @returns {number[]} */
const chosenScenarios = () => {
  const searched = find.value === '' ? [] : searchTexts();
  const terms = find.value
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '');
  const verdicts = wantedVerdicts();
  const clients = page.groups.find(({ id }) => id === clientPick.value)?.clients;
  const targets = targetPick.value === '' ? page.targets.map((_, place) => place) : [Number(targetPick.value)];
  return page.scenarios.flatMap((scenario, place) => {
    if (!terms.every((term) => searched[place]?.includes(term))) return [];
    if (clients !== undefined && !scenario.clients.some((client) => clients.includes(client))) return [];
    if (cellPick.value !== '' && !scenario.sends.includes(cellPick.value)) return [];
    if (differ.checked && !isDisputed(place)) return [];
    const ends = targets.map((target) => scenarioVerdictOf(target, place));
    if (verdicts.length > 0 && !ends.some((verdict) => verdicts.includes(verdict))) return [];
    return targetPick.value !== '' && verdicts.length === 0 && ends[0] === 'skipped' ? [] : [place];
  });
};
