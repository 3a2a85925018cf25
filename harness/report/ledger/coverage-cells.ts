import { isObject, type Json } from '../../base/json.ts';
import type { Case, Scenario } from '../../engine/load/types.ts';
import { patchOperationsOf } from './coverage-touch.ts';

/** The ops that the enum knows: four with a column in the support table, then two without. */
export const OPS: readonly string[] = ['add', 'replace', 'remove', 'copy', 'move', 'test'];

/** The paths of the support table as requests write them, bare and with a child. */
export const PATHS: readonly string[] = [
  '/statusCode',
  '/responseParameters',
  '/responseParameters/{name}',
  '/responseTemplates',
  '/responseTemplates/{type}',
];

const OTHER = 'any other';

/** A cell of op and path, with what sends it and what is judged there. */
export interface Cell {
  readonly op: string;
  readonly path: string;
  readonly scenarios: readonly string[];
  readonly cases: number;
  /** Facts of the steps that send it and nothing besides: what such an answer is held against. */
  readonly facts: readonly string[];
}

/** A child is one segment: a path that goes on after the name has no cell of its own. */
const pathOf = (value: Json | undefined): string => {
  if (typeof value !== 'string') return OTHER;
  const named = value.replace(/^(\/responseParameters)\/[^/]+$/, '$1/{name}').replace(/^(\/responseTemplates)\/[^/]+$/, '$1/{type}');
  return PATHS.includes(named) ? named : OTHER;
};

/** The cell that a patch operation addresses, as "op path"; whatever has no cell of its own is "any other". */
export const cellKeyOf = (operation: Json): string => {
  const { op, path } = isObject(operation) ? operation : {};
  return `${OPS.find((name) => name === op) ?? OTHER} ${pathOf(path)}`;
};

interface Sent {
  readonly key: string;
  readonly scenario: string;
  readonly case: string;
  readonly facts: readonly string[];
}

const sentBy = (scenario: Scenario, one: Case): readonly Sent[] =>
  one.steps.flatMap((step) => {
    const keys = [...new Set(patchOperationsOf(step).map(cellKeyOf))];
    const facts = keys.length === 1 ? step.expect.map(({ fact }) => fact) : [];
    return keys.map((key) => ({ key, scenario: scenario.id, case: one.id, facts }));
  });

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

/** Every cell of op and path, those outside the support table too, with the scenarios whose judged steps send it. */
export const cellsOf = (scenarios: readonly Scenario[]): readonly Cell[] => {
  const sent = scenarios.flatMap((scenario) => scenario.cases.flatMap((one) => sentBy(scenario, one)));
  return [...PATHS, OTHER].flatMap((path) =>
    [...OPS, OTHER].map((op) => {
      const here = sent.filter(({ key }) => key === `${op} ${path}`);
      return {
        op,
        path,
        scenarios: distinct(here.map(({ scenario }) => scenario)),
        cases: new Set(here.map((one) => one.case)).size,
        facts: distinct(here.flatMap(({ facts }) => facts)),
      };
    }),
  );
};
