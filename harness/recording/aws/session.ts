import type { Suite } from '../../engine/load/types.ts';
import type { RunContext } from '../../engine/run/case-session.ts';
import { judgeContext } from '../../engine/run/run.ts';
import type { Caller } from '../../service/authorize.ts';
import { createControl } from '../../service/control.ts';
import { baseOf } from '../../service/endpoint.ts';
import type { Send } from '../../service/exchange.ts';
import { sharedSession } from '../../targets/target.ts';
import { ORIGIN } from './recording.ts';

/** What every case of a recording shares: AWS as the target, over a `Send` that signs. */
export const awsContext = (suite: Suite, send: Send, caller: Caller, endpoint: URL): RunContext => ({
  target: {
    kind: 'aws',
    name: ORIGIN,
    version: null,
    origin: ORIGIN,
    endpoint: baseOf(endpoint),
    caller,
    signed: true,
    ...sharedSession(send),
    restApiId: null,
    close: async () => {},
  },
  judge: judgeContext(suite, false),
  control: createControl({ endpoint: endpoint.href, caller }),
});

/** How many APIs are leased for so many jobs. */
export const poolSize = (jobs: readonly { readonly apis: number }[], apis: number): number =>
  jobs.length === 0 ? 0 : Math.max(Math.min(apis, jobs.length), ...jobs.map((job) => job.apis));
