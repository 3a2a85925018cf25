import { HarnessError } from '../../base/errors.ts';
import { EXIT } from '../../base/exit.ts';
import { loadSuite } from '../../engine/load/load.ts';
import type { Case, Scenario, Suite } from '../../engine/load/types.ts';
import { buildScript } from '../../report/reproduce/build-script.ts';
import { LANGUAGES } from '../../report/reproduce/index.ts';
import type { Language } from '../../report/reproduce/script.ts';
import { createControl } from '../../service/control.ts';
import { callerOf, defaultEndpoint } from '../../service/environment.ts';
import type { Io } from '../../terminal/io.ts';
import { commandName } from '../shared/command-name.ts';
import { endpointUrl } from '../shared/endpoint-url.ts';
import { REPRO_LANGUAGES } from '../shared/repro-languages.ts';
import { requestsOfCase, stepsShowing } from '../shared/requests-of-case.ts';

/** The flags of `repro`. */
export interface ReproFlags {
  readonly as: (typeof REPRO_LANGUAGES)[number];
  readonly endpoint?: string;
  readonly suites?: string;
}

interface Named {
  readonly scenario: Scenario;
  readonly one: Case;
}

const findCase = (suite: Suite, id: string): Named => {
  for (const scenario of suite.scenarios) {
    const one = scenario.id === id ? scenario.cases[0] : scenario.cases.find((each) => each.id === id);
    if (one !== undefined) return { scenario, one };
  }
  throw new HarnessError('usage', `Failed to reproduce ${id}: neither a scenario nor a case`, '"list" shows the scenarios, "explain" their cases.');
};

const languageOf = (name: ReproFlags['as']): Language => {
  const language = LANGUAGES[REPRO_LANGUAGES.indexOf(name)];
  if (language !== undefined) return language;
  throw new HarnessError('usage', `Failed to read --as ${name}: no such language`, `Name one of ${REPRO_LANGUAGES.join(', ')}.`);
};

/** The address that stands in the script; the same that `run` would take. */
const endpointOf = ({ endpoint }: ReproFlags, io: Io): string | null => {
  const named = endpoint ?? defaultEndpoint(io.environment);
  return named === undefined ? null : endpointUrl(named).href.replace(/\/+$/, '');
};

const comment = (language: ReproFlags['as'], text: string): string => `${language === 'sdk' ? '//' : '#'} ${text}\n`;

/** Prints the shortest script that shows a case: `<case>`, or `<case>#<step>` for one answer of it. */
export const repro = async (id: string, flags: ReproFlags, io: Io): Promise<number> => {
  const language = languageOf(flags.as);
  const endpoint = endpointOf(flags, io);
  const [caseId = '', step = null] = id.split('#');
  const { scenario, one } = findCase(loadSuite(flags.suites), caseId);
  const control = createControl({ endpoint: 'http://target.invalid', caller: callerOf({}, 'us-east-1') });
  const requests = await requestsOfCase(one, control);
  if (step !== null && !requests.some(({ name }) => name === step)) {
    throw new HarnessError('usage', `Failed to reproduce ${id}: the case has no ${step}`, `It has ${requests.map(({ name }) => name).join(', ')}.`);
  }
  const script = buildScript(language, stepsShowing(requests, one, step), endpoint);
  if ('why' in script) throw new HarnessError('usage', `Failed to reproduce ${id} with --as ${flags.as}: ${script.why}`, 'Use --as curl.');
  const about = [`${one.id}: ${scenario.title}`, `what AWS answers, and how we know: ${commandName(io.environment)} explain ${one.id}`];
  io.out(about.map((text) => comment(flags.as, text)).join('') + script.text);
  return EXIT.ok;
};
