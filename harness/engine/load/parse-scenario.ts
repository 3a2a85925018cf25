import { dirname, posix } from 'node:path';
import { isObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Operation } from '../../service/operations.ts';
import { digestOf } from './digest.ts';
import { expand } from './expand.ts';
import { readKey, readsOf } from './parse-read.ts';
import { parseStep, type StepContext } from './parse-step.ts';
import type { Problem } from './problems.ts';
import type { SuiteFile } from './read-files.ts';
import type { Case, Golden, Scenario, Step } from './types.ts';

/** What parsing one scenario needs to know of its suite. */
export interface ParseContext {
  readonly goldens: ReadonlyMap<string, Golden>;
  readonly problems: Problem[];
}

const stepsOf = (source: JsonObject, member: 'given' | 'steps', context: StepContext): Step[] => {
  const steps = source[member];
  return Array.isArray(steps) ? steps.map((step: Json, index) => parseStep(step, context, `/${member}/${index}`)) : [];
};

const goldenReader =
  (file: string, context: ParseContext) =>
  (name: string, pointer: string): Json => {
    const golden = context.goldens.get(posix.join(dirname(file), name));
    if (golden !== undefined) return golden.body;
    const remedy = 'Put the file beside the scenario, or write the value inline with equals.';
    context.problems.push({ file, pointer: `${pointer}/golden`, message: `no golden file ${name}`, remedy });
    return null;
  };

const parseCase = (source: SuiteFile, json: JsonObject, id: string, name: string | null, context: ParseContext): Case => {
  const repeat = json['repeat'];
  const values = name !== null && isObject(repeat) ? repeat[name] : {};
  const scope = { file: source.file, variables: isObject(values) ? values : {}, problems: context.problems };
  const unfolded = {
    given: expand(json['given'] ?? [], '/given', scope),
    steps: expand(json['steps'] ?? [], '/steps', scope),
  };
  const caseId = name === null ? id : `${id}@${name}`;
  const step: StepContext = { caseId, golden: goldenReader(source.file, context) };
  return { id: caseId, scenario: id, given: stepsOf(unfolded, 'given', step), steps: stepsOf(unfolded, 'steps', step) };
};

const factsOf = (cases: readonly Case[], clients: readonly string[]): readonly string[] => {
  const cited = cases.flatMap((one) => one.steps.flatMap((step) => step.expect.map(({ fact }) => fact)));
  return [...new Set([...cited, ...clients])].sort();
};

const meaningOf = (file: string, json: JsonObject, context: ParseContext): string => {
  const { operation = null, repeat = null, given = null, steps = null } = json;
  const goldens = [...context.goldens].filter(([name]) => dirname(name) === dirname(file) && JSON.stringify(steps).includes(posix.basename(name)));
  return digestOf({ operation, repeat, given, steps, goldens: Object.fromEntries(goldens.map(([name, { body }]) => [name, body])) });
};

const sendsOf = (cases: readonly Case[]): string =>
  digestOf(
    cases.map(({ id, given, steps }) => [
      id,
      ...[...given, ...steps].map(({ name, request, expect }) => [
        name,
        request as unknown as Json,
        readsOf(expect.map(({ read }) => read)).map(readKey),
      ]),
    ]),
  );

const lineOf = (text: string, member: string): number => text.slice(0, Math.max(text.indexOf(member), 0)).split('\n').length;

/** Turns a file that the schema accepted into a scenario with its cases. */
export const parseScenario = (source: SuiteFile, json: JsonObject, context: ParseContext): Scenario => {
  const id = source.file.replace(/\.json$/, '');
  const names = isObject(json['repeat']) ? Object.keys(json['repeat']) : [null];
  const cases = names.map((name) => parseCase(source, json, id, name, context));
  const clients = Array.isArray(json['clients']) ? json['clients'].map(String) : [];
  return {
    id,
    area: id.split('/')[0] ?? id,
    title: String(json['title']),
    operation: json['operation'] as Operation,
    clients,
    note: typeof json['note'] === 'string' ? json['note'] : '',
    facts: factsOf(cases, clients),
    file: source.file,
    line: lineOf(source.text, '"title"'),
    meaning: meaningOf(source.file, json, context),
    sends: sendsOf(cases),
    cases,
  };
};
