/** Ends a line, begins commands, colours a terminal, turns text around, ends what a format may be in. */
export const POISON =
  '\u001b[31m\u001b]0;x\u0007\n::error::pwned\r\n \u3000::set-output name=a::b\r##[error]c ##vso[task.complete]d ##teamcity[e]\u0085\u009b\u007f\u2028\u2029\u202e\u200b\u00ad\ud800 \ufffe \u{e0041}]]> --> </script> # TODO "\'&<b>`|\\ \u0000';

/** Words of closed sets: what they say is no text of anybody's. */
const CLOSED = new Set(['verdict', 'class', 'aspect', 'kind', 'code', 'operations', '$schema', 'operation', 'format', 'area']);

const NAMED = new Set(['bodies', 'actual', 'value', 'meanings']);

/** The same data with poison in every text, names of members under values too; what was the same stays the same. */
export const poisoned = <T>(data: T, poison: (text: string) => string, names = false): T => {
  if (typeof data === 'string') return poison(data) as T;
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map((item: unknown) => poisoned(item, poison, names)) as T;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      if (CLOSED.has(key)) return [key, value];
      return [names ? poison(key) : key, poisoned(value, poison, names || NAMED.has(key))];
    }),
  ) as T;
};

/** Where poison may stand in a text. */
export const POISONS: readonly (readonly [string, (text: string) => string])[] = [
  ['in front', (text) => `::error::${POISON}${text}`],
  ['at the end', (text) => `${text}${POISON}`],
  ['alone', () => POISON],
];

/** What of a text would act on a terminal or a CI system: nothing may. `commands` tells how many of its lines are commands of its own. */
export const actsOn = (text: string, commands = 0): readonly string[] => {
  const unseen = text.match(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu) ?? [];
  const lines = text.split(/[\n\r\u2028\u2029]/).filter((line) => line.trim().startsWith('::'));
  const older = text.match(/##\w*\[/g) ?? [];
  return [...new Set([...unseen.map((character) => `U+${character.codePointAt(0)?.toString(16)}`), ...lines.slice(commands), ...older])];
};
