import { API_PLACEHOLDERS } from '../../engine/load/apis.ts';
import type { SentRequest } from './call.ts';
import { quote } from './quote.ts';
import { CLOSE, type Language, OPEN } from './script.ts';

/** A script, or why there is none. */
export type Script = { readonly text: string } | { readonly why: string };

/** A request of a script. */
export interface ScriptStep {
  readonly sent: SentRequest;
  /** Whether its answer is printed. */
  readonly shown: boolean;
}

const frameIn = (piece: string, [open, close]: readonly [string, string]): string => piece.replace(OPEN, () => open).replace(CLOSE, () => close);

/** How a language reads the address from the environment; with an address at hand, that stands in its place. */
const READS_ENDPOINT = /os\.environ\["ENDPOINT"\]|process\.env\.ENDPOINT/;

const SHELL: ReadonlySet<string> = new Set(['curl', 'AWS CLI']);

const setEndpoint = (endpoint: string | null): string =>
  endpoint === null ? ': "$' + '{ENDPOINT:?set it to the address of the target}"' : `ENDPOINT=${quote(endpoint).replace(/^'([\w.:/[\]-]+)'$/, '$1')}`;

const headOf = ({ frame }: Language, endpoint: string | null): readonly string[] => {
  if (SHELL.has(frame.name)) return [setEndpoint(endpoint), frame.head];
  return [endpoint === null ? frame.head : frame.head.replace(READS_ENDPOINT, () => JSON.stringify(endpoint))];
};

const createsOf = ({ frame }: Language, steps: readonly ScriptStep[]): readonly string[] =>
  Object.values(API_PLACEHOLDERS)
    .filter((id) => steps.some(({ sent: { path, body } }) => path.includes(id) || body.includes(id)))
    .flatMap((id) => frame.create[id] ?? []);

/**
 * The script that sends requests again, in one language, and prints the answers that are looked at.
 * @param endpoint what stands in it; null: it reads `ENDPOINT`
 */
export const buildScript = (language: Language, steps: readonly ScriptStep[], endpoint: string | null): Script => {
  const { frame, piece } = language;
  const lines: string[] = [...headOf(language, endpoint), ...createsOf(language, steps)];
  for (const { sent, shown } of steps) {
    const made = piece(sent);
    if ('why' in made) return { why: `${sent.method} ${sent.path} cannot be sent with ${frame.name}: ${made.why}` };
    lines.push(frameIn(made.text, shown ? frame.shown : frame.silent));
  }
  return { text: `${lines.join('\n')}\n` };
};
