/** @import { PageData, PageBody, PageCell } from '../types.ts' */

/** @type {PageData} */
const page = JSON.parse(document.getElementById('data')?.textContent ?? '');

/** How verdicts look, those that are worst first. */
const LOOKS = new Map(page.marks.map((mark) => [/** @type {string} */ (mark.verdict), mark]));

const VERDICTS = [...LOOKS.keys()];

const BY_LETTER = new Map(page.marks.map(({ letter, verdict }) => [letter, /** @type {string} */ (verdict)]));

/** Places of the cases of each scenario. @type {readonly number[][]} */
const casesOf = page.scenarios.map(() => []);
page.cases.forEach(([scenario], place) => {
  casesOf[scenario]?.push(place);
});

/** @param {string} verdict */
const look = (verdict) => LOOKS.get(verdict) ?? { sign: '·', word: 'not asked' };

/** @param {number} target @param {number} one @returns {PageCell | 0} */
const cellAt = (target, one) => page.targets[target]?.cells[one] ?? 0;

/** @param {number} target @param {number} one */
const verdictOf = (target, one) => {
  const cell = cellAt(target, one);
  return cell === 0 ? 'skipped' : cell[0];
};

/** @param {number} target @param {number} scenario */
const scenarioVerdictOf = (target, scenario) => BY_LETTER.get(page.targets[target]?.verdicts[scenario] ?? '') ?? 'skipped';

/** @param {number} text */
const words = (text) => page.strings[text] ?? '';

/** @param {number} one */
const idOf = (one) => {
  const [scenario = 0, name = ''] = page.cases[one] ?? [];
  return `${page.scenarios[scenario]?.id ?? ''}${name === '' ? '' : `@${name}`}`;
};

/** Whether it also differs from what is only inferred. @param {number} target @param {number} one */
const hasInferred = (target, one) => {
  const cell = cellAt(target, one);
  return cell !== 0 && cell[2].some(([finding]) => page.findings[finding]?.gating === false && page.findings[finding]?.class === 'inferred');
};

/** @param {string} json @returns {{ value: unknown } | null} */
const parsed = (json) => {
  try {
    return { value: JSON.parse(json) };
  } catch {
    return null;
  }
};

/** JSON laid out, other text as it is. @param {string} json */
const pretty = (json) => {
  const found = parsed(json);
  return found !== null && typeof found.value === 'object' && found.value !== null ? JSON.stringify(found.value, null, 2) : json;
};
