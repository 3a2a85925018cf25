import { isObject, type Json, type JsonObject } from '../../base/json.ts';

/** The rules of format 1, which kept them as text in the place of a value. */
const RULE = /^(?:(?:accepted|refused) \(\dxx\)|no 5xx|matches .*|a JSON object|an answer that the SDK decodes)$/s;

/** What a schema says of an answer was kept as text too: its message is of a documented shape, or of a pattern. */
const isSchemaMessage = ({ aspect, fact, class: factClass }: JsonObject): boolean =>
  aspect === 'shape' && typeof fact === 'string' && fact.startsWith('M-') && (factClass === 'documented' || fact === 'M-Pattern');

const upgradeFinding = (finding: Json): Json => {
  if (!isObject(finding) || !('expected' in finding)) return finding;
  const { expected = null } = finding;
  const isRule = typeof expected === 'string' && (RULE.test(expected) || isSchemaMessage(finding));
  return { ...finding, expected: isRule ? { rule: expected } : { value: expected } };
};

const mapList = (list: Json | undefined, change: (item: Json) => Json): Json | undefined => (Array.isArray(list) ? list.map(change) : list);

const changeMember = (json: Json, name: string, change: (member: Json | undefined) => Json | undefined): Json => {
  const changed = isObject(json) && name in json ? change(json[name]) : undefined;
  return isObject(json) && changed !== undefined ? { ...json, [name]: changed } : json;
};

const upgradeCase = (one: Json): Json => changeMember(one, 'findings', (findings) => mapList(findings, upgradeFinding));

const upgradeEffect = (effect: Json): Json => changeMember(effect, 'miss', (miss) => (miss === undefined ? miss : upgradeFinding(miss)));

const upgradeStep = (step: Json): Json => changeMember(step, 'effects', (effects) => mapList(effects, upgradeEffect));

const upgradeRecord = (record: Json): Json => changeMember(record, 'steps', (steps) => mapList(steps, upgradeStep));

const upgradeRecords = (records: Json | undefined): Json | undefined =>
  isObject(records) ? Object.fromEntries(Object.entries(records).map(([id, record]) => [id, upgradeRecord(record)])) : records;

/**
 * A run document of format 1 as one of format 2, which says of what was expected whether it is a value or a rule; any other JSON as it is.
 * Nothing is checked here: the schema does that afterwards.
 */
export const upgradeRun = (json: Json): Json => {
  if (!isObject(json) || json['format'] !== 1) return json;
  const cases = changeMember(json, 'cases', (list) => mapList(list, upgradeCase));
  return changeMember(changeMember(cases, 'records', upgradeRecords), 'format', () => 2);
};
