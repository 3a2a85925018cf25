import type { Caller } from '../../report/reproduce/case-ref.ts';
import type { Io } from '../../terminal/io.ts';

const IN_A_CHECKOUT = 'npm start -s --';
const AS_A_PACKAGE = 'npx apigw-conformance';

/** How this program was called, so that what it prints can be pasted. `script` is the file that Node was given. */
export const commandName = (environment: Readonly<Record<string, string | undefined>>, script: string = process.argv[1] ?? ''): string => {
  const path = script.replaceAll('\\', '/');
  if (path.includes('/node_modules/')) return AS_A_PACKAGE;
  if (path.endsWith('/harness/cli/start.mjs')) return IN_A_CHECKOUT;
  if (path.endsWith('/apigw-conformance')) return 'apigw-conformance';
  return environment['npm_lifecycle_event'] === 'start' ? IN_A_CHECKOUT : AS_A_PACKAGE;
};

/** An address with a password in it is nothing to print. */
const isSecret = (endpoint: string): boolean => URL.canParse(endpoint) && new URL(endpoint).username + new URL(endpoint).password !== '';

/** How commands that are printed are called: with the address that a flag named; what the environment names is found there again. */
export const callerFor = ({ endpoint }: { readonly endpoint?: string }, { environment }: Pick<Io, 'environment'>): Caller => ({
  command: commandName(environment),
  endpoint: endpoint === undefined || isSecret(endpoint) ? null : endpoint,
});
