import { suiteJson } from '../load/suite-json.ts';
import type { Suite } from '../load/types.ts';

/** The text of the committed index: id, title, digest of meaning, facts and cases of every scenario. */
export const suiteIndex = (suite: Suite): string =>
  suiteJson({
    about: 'Pins the suite: written by "apigw-conformance index", so that a removal, a new name or a change of meaning shows as a diff.',
    digest: suite.digest,
    scenarios: suite.scenarios.map(({ id, title, operation, meaning, facts, cases }) => ({
      id,
      title,
      operation,
      meaning,
      facts: facts.join(' '),
      cases: cases.length === 1 && cases[0]?.id === id ? '' : cases.map((one) => one.id.slice(id.length + 1)).join(' '),
    })),
  });
