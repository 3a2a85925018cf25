import type { Command } from './shared/commander.ts';

const LOOKS_LIKE_URL = /^https?:\/\/|^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\])(?::\d+)?(?:\/|$)/i;

const urlOf = (text: string): string => (/^https?:\/\//i.test(text) ? text : `http://${text}`);

const names = (command: Command): string => (command.parent === null ? '' : `${names(command.parent)} ${command.name()}`.trim());

/** A URL where none is taken is an endpoint whose flag was forgotten. */
const suggestion = (command: Command, argument: string): string => {
  if (!LOOKS_LIKE_URL.test(argument)) return '';
  const isRoot = command.parent === null;
  const takesIt = isRoot || command.options.some(({ long }) => long === '--endpoint');
  return takesIt ? ` (did you mean ${isRoot ? 'run ' : ''}--endpoint ${urlOf(argument)}?)` : '';
};

/** Arguments that nobody takes: dropped without a word, `run http://...` would check the model, and be green. */
const excessOf = ({ args, registeredArguments }: Command): string | undefined =>
  registeredArguments.some(({ variadic }) => variadic) ? undefined : args[registeredArguments.length];

/** Has every command refuse arguments that it does not take, before it does anything. */
export const refuseExcess = (program: Command): void => {
  program.hook('preAction', (_, command) => {
    const excess = excessOf(command);
    if (excess === undefined) return;
    const what = command.parent === null ? `unknown command '${excess}'` : `${names(command)} takes no argument '${excess}'`;
    command.error(`error: ${what}${suggestion(command, excess)}`);
  });
};
