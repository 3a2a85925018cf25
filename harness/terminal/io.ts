import { betweenColours, harmlessCommands, harmlessLines } from '../base/foreign-text.ts';

/**
 * What a text holds of the program's own that foreign text must not: colours, workflow commands,
 * or the carriage return with which a line of progress is written over.
 */
export type Own = 'colours' | 'commands' | 'progress';

/** What a command may do to the world outside: all of it enters here. */
export interface Io {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Writes to standard output; what is not said to be its own is made harmless. */
  out(text: string, own?: Own): void;
  /** Writes to standard error, in the same way. */
  err(text: string, own?: Own): void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
}

/** The last guard: whatever came this far, a terminal and a CI system only show it. */
export const guarded = (text: string, own?: Own): string => {
  switch (own) {
    case 'progress':
      return text;
    case 'commands':
      return harmlessCommands(text);
    case 'colours':
      return betweenColours(text, harmlessLines);
    case undefined:
      return harmlessLines(text);
  }
};

/** Whether what is printed has colours: on a terminal, none in a pipe; NO_COLOR and FORCE_COLOR have the last word. */
export const isColoured = ({ environment, outIsTerminal }: Pick<Io, 'environment' | 'outIsTerminal'>): boolean =>
  !environment['NO_COLOR'] && (Boolean(environment['FORCE_COLOR']) || outIsTerminal);

/** Where what a command prints goes, and what it finds there. */
export interface Outlet {
  readonly environment: Io['environment'];
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  writeOut(text: string): void;
  writeErr(text: string): void;
}

/** What a command may do, over an outlet: what it prints passes the guard, and has colours where they are wanted. */
export const ioOver = ({ environment, outIsTerminal, errIsTerminal, writeOut, writeErr }: Outlet): Io => {
  const plain = !isColoured({ environment, outIsTerminal });
  return {
    environment,
    out: (text, own) => writeOut(guarded(text, own === 'colours' && plain ? undefined : own)),
    err: (text, own) => writeErr(guarded(text, own)),
    outIsTerminal,
    errIsTerminal,
  };
};

/** The process itself. */
export const processIo = (): Io =>
  ioOver({
    environment: process.env,
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    writeOut: (text) => void process.stdout.write(text),
    writeErr: (text) => void process.stderr.write(text),
  });
