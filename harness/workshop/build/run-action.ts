import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '../../..');

/** A step of a composite action. */
export interface ActionStep {
  readonly id: string;
  readonly shell: string;
  readonly env: Values;
  readonly run: string;
}

/** A composite action. */
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly ActionStep[] };
}

/** Values by name. */
export type Values = Readonly<Record<string, string>>;

/** Parses YAML, as GitHub reads it. */
export const parseYaml = (text: string): unknown => parse(text);

/** The action of this repository. */
export const ACTION: Action = parseYaml(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;

/** What the action left: as GitHub would show it. */
export interface ActionOutcome {
  readonly failedStep: string | null;
  readonly exitCode: number;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Values;
}

const EXPRESSION = /\$\{\{ ([^}]*) \}\}/g;

/** Puts values in the place of expressions; those of inputs and of outputs of steps are known, and no other. */
export const expand = (text: string, context: Values): string =>
  text.replaceAll(EXPRESSION, (_, name: string) => {
    if (!/^(inputs\.[a-z-]+|steps\.[a-z]+\.outputs\.[a-z-]+)$/.test(name)) throw new Error(`unknown expression ${name}`);
    return context[name] ?? '';
  });

/** How a script ended, and all that it printed. */
export interface Ran {
  readonly code: number;
  readonly log: string;
}

/** Runs a script as GitHub does for `shell: bash`. */
export const runScript = (script: string, cwd: string, environment: NodeJS.ProcessEnv): Promise<Ran> => {
  const folder = mkdtempSync(join(tmpdir(), 'script-'));
  const file = join(folder, 'script.sh');
  writeFileSync(file, script);
  return new Promise<Ran>((done) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', file], { cwd, env: environment });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += String(chunk)));
    child.on('close', (code) => done({ code: code ?? -1, log }));
  }).finally(() => rmSync(folder, { recursive: true }));
};

const readPairs = (file: string): readonly (readonly [string, string])[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);

/** Where an action runs. */
export interface Runner {
  readonly workspace: string;
  /** Folder for what the runner keeps: outputs, summary, temporary files. */
  readonly temp: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Runs the steps of the action with these inputs, as a runner of GitHub Actions does, until one fails. */
export const runAction = async (inputs: Values, { workspace, temp, environment }: Runner): Promise<ActionOutcome> => {
  const context: Record<string, string> = {};
  for (const [name, input] of Object.entries(ACTION.inputs)) context[`inputs.${name}`] = inputs[name] ?? input.default ?? '';
  const [summary, output] = [join(temp, 'summary.md'), join(temp, 'output')];
  writeFileSync(summary, '');
  const github = { GITHUB_ACTIONS: 'true', GITHUB_ACTION_PATH: ROOT, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, RUNNER_TEMP: temp };
  let [log, exitCode, failedStep]: [string, number, string | null] = ['', 0, null];
  for (const step of ACTION.runs.steps) {
    writeFileSync(output, '');
    const own = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, expand(value, context)]));
    const ran = await runScript(expand(step.run, context), workspace, { ...environment, ...github, ...own });
    log += ran.log;
    for (const [name, value] of readPairs(output)) context[`steps.${step.id}.outputs.${name}`] = value;
    [exitCode, failedStep] = [ran.code, ran.code === 0 ? null : step.id];
    if (failedStep !== null) break;
  }
  const outputs = Object.fromEntries(Object.entries(ACTION.outputs).map(([name, { value }]) => [name, expand(value, context)]));
  return { failedStep, exitCode, log, summary: readFileSync(summary, 'utf8'), outputs };
};
