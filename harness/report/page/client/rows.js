/**
 * A row of the matrix: an area, a scenario (its place) or a case (its place).
 * @typedef {{ key: string, level: number, area: string, scenario: number, one: number, open: boolean | null, inside: number[] }} Row
 */

/** Rows that are opened, or, while a filter is set, closed. @type {Set<string>} */
const turned = new Set();

const FEW = 300;
let showsAll = false;

/** @param {string} key @param {boolean} otherwise */
const isOpen = (key, otherwise) => turned.has(key) !== otherwise;

/** @param {number} place @returns {Row[]} */
const scenarioRows = (place) => {
  const scenario = page.scenarios[place];
  const cases = casesOf[place] ?? [];
  if (scenario === undefined) return [];
  const key = scenario.id;
  const open = cases.length > 1 ? isOpen(key, false) : null;
  const own = { key, level: 2, area: scenario.area, scenario: place, one: -1, open, inside: [place] };
  if (open !== true) return [own];
  return [own, ...cases.map((one) => ({ key: idOf(one), level: 3, area: scenario.area, scenario: place, one, open: null, inside: [] }))];
};

/** The rows that the filter and what is open leave. @returns {Row[]} */
const visibleRows = () => {
  /** @type {Map<string, number[]>} */
  const areas = new Map();
  for (const place of chosenScenarios()) {
    const area = page.scenarios[place]?.area ?? '';
    const list = areas.get(area) ?? [];
    list.push(place);
    areas.set(area, list);
  }
  const filtered = isFiltered();
  return [...areas].flatMap(([area, inside]) => {
    const key = `${area}/`;
    const open = isOpen(key, filtered);
    return [{ key, level: 1, area, scenario: -1, one: -1, open, inside }, ...(open ? inside.flatMap(scenarioRows) : [])];
  });
};

/** How many scenarios ended how, worst first. @param {number} target @param {readonly number[]} inside @returns {[string, number][]} */
const countsOf = (target, inside) =>
  VERDICTS.map(
    (verdict) => /** @type {[string, number]} */ ([verdict, inside.filter((place) => scenarioVerdictOf(target, place) === verdict).length]),
  ).filter(([, count]) => count > 0);
