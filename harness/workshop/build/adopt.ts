/**
 * Does what `reports/CI.md` tells its readers to do, block by block, in a folder of its own, with the archive that is named:
 * workflows step by step, commands, the Vitest file. moto is the target; the model stands in where moto cannot be started.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startModelServer } from '../../../suites/model/server.ts';
import { causeOf, HarnessError } from '../../base/errors.ts';
import { startEmulator } from '../emulators/start-emulator.ts';
import { expand, parseYaml, type Runner, runAction, runScript, type Values } from './run-action.ts';

const PAGE = 'reports/CI.md';
const DOCUMENTED = 'http://127.0.0.1:5000';
const OWN = /^OWNER\/apigw-conformance@/;

interface Block {
  readonly language: string;
  readonly text: string;
  /** What the page says of it: an exit code, or that it is a test file. */
  readonly expected: number | 'vitest';
}

interface WorkflowStep {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Values;
  readonly run?: string;
  readonly env?: Values;
  readonly if?: string;
}

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly WorkflowStep[] }>>;
}

interface Place extends Runner {
  readonly endpoint: string;
  readonly conforms: boolean;
  readonly archive: string;
}

const blocksOf = (page: string): readonly Block[] =>
  [...page.matchAll(/<!-{2} (?:exits (\d)|(vitest)) -->\n```(\w+)\n([\s\S]*?)\n```/g)].map(([, code, vitest, language = '', text = '']) => ({
    language,
    text,
    expected: vitest === undefined ? Number(code) : 'vitest',
  }));

interface Done {
  readonly code: number;
  readonly outputs: Values;
}

const say = (text: string): void => console.log(text);

const useAction = async ({ uses = '', with: given = {} }: WorkflowStep, place: Place): Promise<Done> => {
  if (OWN.test(uses)) {
    const { exitCode, outputs, log } = await runAction({ ...given, version: `file:${place.archive}` }, place);
    say(log.trimEnd().split('\n').slice(-6).join('\n'));
    return { code: exitCode, outputs };
  }
  const path = uses.startsWith('actions/upload-artifact') ? given['path'] : '.';
  return { code: path !== undefined && existsSync(join(place.workspace, path)) ? 0 : 1, outputs: {} };
};

const runStep = async (step: WorkflowStep, place: Place, context: Values): Promise<Done> => {
  if (step.run === undefined) return useAction(step, place);
  const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, expand(value, context)]));
  const { code, log } = await runScript(step.run, place.workspace, { ...place.environment, ...own });
  say(log.trimEnd().split('\n').slice(-6).join('\n'));
  return { code, outputs: {} };
};

/** As GitHub does: after a failed step only those that ask for it still run, and the job ends as the first failure did. */
const runWorkflow = async (text: string, place: Place): Promise<number> => {
  const { jobs } = parseYaml(text) as Workflow;
  const context: Record<string, string> = {};
  let failed = 0;
  for (const step of Object.values(jobs).flatMap(({ steps }) => steps)) {
    if (failed !== 0 && step.if !== '${{ !cancelled() }}') continue;
    say(`-- ${step.uses ?? step.run}`);
    const { code, outputs } = await runStep(step, place, context);
    for (const [name, value] of Object.entries(outputs)) context[`steps.${step.id}.outputs.${name}`] = value;
    failed = failed === 0 ? code : failed;
  }
  return failed;
};

/** The oldest Vitest that is promised, and the one that is developed with. */
const VITESTS = ['3.0.9', '4'];

const runTestFile = async (text: string, place: Place): Promise<number> => {
  writeFileSync(join(place.workspace, 'conformance.test.js'), text);
  for (const version of VITESTS) {
    say(`-- Vitest ${version}`);
    const script = `npm install --save-dev --silent --prefer-offline --no-audit --no-fund vitest@${version}\nnpx vitest run --silent`;
    const { code, log } = await runScript(script, place.workspace, { ...place.environment, ENDPOINT: place.endpoint });
    say(log.trimEnd().split('\n').slice(-6).join('\n'));
    if (code !== 0) return code;
  }
  return 0;
};

const runBlock = async ({ language, text, expected }: Block, place: Place): Promise<void> => {
  const here = text.replaceAll(DOCUMENTED, place.endpoint);
  say(`\n== ${language}, expected: ${expected}\n${text.split('\n').slice(-1)}`);
  const code =
    expected === 'vitest'
      ? await runTestFile(here, place)
      : language === 'yaml'
        ? await runWorkflow(here, place)
        : (await runStep({ run: here }, place, {})).code;
  const wanted = expected === 'vitest' || place.conforms ? 0 : expected;
  if (code !== wanted) throw new HarnessError('internal', `Failed to follow ${PAGE}: exit code ${code} in place of ${wanted}`, text);
};

interface Started {
  readonly endpoint: string;
  readonly conforms: boolean;
  readonly stop: () => Promise<void>;
}

const startTarget = async (): Promise<Started> => {
  try {
    const { endpoint, stop } = await startEmulator('moto');
    return { endpoint, conforms: false, stop };
  } catch (thrown) {
    say(`${causeOf(thrown)}: the model stands in`);
    const { endpoint, close } = await startModelServer();
    return { endpoint, conforms: true, stop: close };
  }
};

const follow = async (archive: string): Promise<void> => {
  const temp = mkdtempSync(join(tmpdir(), 'adopt-'));
  const workspace = join(temp, 'project');
  mkdirSync(workspace);
  const { AWS_ENDPOINT_URL: _, AWS_ENDPOINT_URL_API_GATEWAY: __, FORCE_COLOR: ___, ...environment } = process.env;
  const { endpoint, conforms, stop } = await startTarget();
  const place: Place = { workspace, temp, environment, endpoint, conforms, archive };
  try {
    writeFileSync(join(workspace, 'package.json'), '{}\n');
    const { code, log } = await runScript(`npm install --silent --prefer-offline --no-audit --no-fund '${archive}'`, workspace, environment);
    if (code !== 0) throw new HarnessError('configuration', `Failed to install ${archive}: ${log}`, 'Name the archive that "npm pack" made.');
    for (const block of blocksOf(readFileSync(PAGE, 'utf8'))) await runBlock(block, place);
  } finally {
    await stop();
    rmSync(temp, { recursive: true });
  }
};

await follow(resolve(process.argv[2] ?? ''));
