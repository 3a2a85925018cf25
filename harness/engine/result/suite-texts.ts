import { isDecidingScenario } from '../load/deciding.ts';
import type { Scenario, Suite } from '../load/types.ts';
import type { SuiteTexts } from './traffic.ts';
import type { ScenarioResult } from './types.ts';

/** What a report needs to know of a scenario. */
export const scenarioResult = (scenario: Scenario, suite: Suite): ScenarioResult => {
  const { id, area, title, operation, clients, facts, file, line, meaning } = scenario;
  return { id, area, title, operation, clients, facts, file, line, meaning, deciding: isDecidingScenario(scenario, suite.facts) };
};

/** What a suite says of all its scenarios and facts. */
export const suiteTexts = (suite: Suite): SuiteTexts => ({
  scenarios: suite.scenarios.map((scenario) => scenarioResult(scenario, suite)),
  facts: [...suite.facts.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
});
