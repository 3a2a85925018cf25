import { HarnessError } from '../../base/errors.ts';
import { errorType, toAnswer } from '../../service/answer.ts';
import type { Caller } from '../../service/authorize.ts';
import type { Environment } from '../../service/environment.ts';
import { signing } from '../../service/sign.ts';
import { plainSend } from './credentials.ts';

const BODY = 'Action=GetCallerIdentity&Version=2011-06-15';

const fail = (cause: string, hint: string): HarnessError => new HarnessError('configuration', `Failed to identify the caller: ${cause}`, hint);

const xmlCode = (body: string): string => /<Code>(\w+)<\/Code>/.exec(body)?.[1] ?? 'no error code';

/** The account that credentials belong to, from STS itself. */
const accountOf = async (caller: Caller, environment: Environment): Promise<string> => {
  const endpoint = new URL(`https://sts.${caller.region}.amazonaws.com`);
  const plain = plainSend(endpoint, environment);
  const { outcome } = await signing(plain.send, caller, { endpoint, service: 'sts' })({
    method: 'POST',
    path: '/',
    headers: [
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Content-Length', String(BODY.length)],
    ],
    body: BODY,
  });
  plain.close();
  if (outcome.kind === 'failure')
    throw fail(
      `${endpoint.host}: ${outcome.failure.code}: ${outcome.failure.message}`,
      'Check the network, HTTPS_PROXY and NODE_EXTRA_CA_CERTS, and that there is such a region.',
    );
  const { status, body } = outcome.response;
  const account = /<Account>(\d{12})<\/Account>/.exec(body)?.[1] ?? /"Account"\s*:\s*"(\d{12})"/.exec(body)?.[1];
  if (status === 200 && account !== undefined) return account;
  const code = errorType(toAnswer(outcome.response, null)) ?? xmlCode(body);
  throw fail(
    `STS answered ${status} (${code})`,
    'Refresh the credentials ("aws sts get-caller-identity" shows whether they work), or enable the region for the account.',
  );
};

/** Refuses to go on unless the credentials are those of the account that the user named. The number is never shown. */
export const requireAccount = async (caller: Caller, account: string, environment: Environment): Promise<void> => {
  if ((await accountOf(caller, environment)) === account) return;
  throw fail(
    'the credentials are those of another account than the one named',
    'Choose the profile of the sandbox account with AWS_PROFILE, or correct --account.',
  );
};
