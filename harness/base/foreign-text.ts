/**
 * Characters that a terminal, a log or an editor acts on instead of showing them: controls (C0, DEL, C1), format characters
 * (bidirectional overrides, zero-width, tags), line and paragraph separators, lone surrogates, non-characters.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/** As JSON writes it, so that what is JSON stays JSON of the same meaning. */
const written = (character: string): string => character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Text with each character that would not be seen written by a rule of one's own. */
export const writeUnseen = (text: string, write: (character: string) => string): string => text.replace(UNSEEN, write);

/** Foreign text as it may stand within a line: every character that would not be seen is written out, line breaks too. */
export const visible = (text: string): string => text.replace(UNSEEN, written);

/** GitHub and GitLab trim a line before they look for a command at its start. */
const COMMAND_LINE = /^(\s*):(?=:)/gm;

/** GitHub's older commands, Azure's and TeamCity's count wherever they stand. */
const COMMAND_ANYWHERE = /##(?=\w*\[)/g;

/** Line breaks and tabs may stay where there is more than one line. */
const visibleLines = (text: string): string => text.replace(UNSEEN, (character) => (/[\n\t]/.test(character) ? character : written(character)));

/** Lines that are workflow commands of our own, and are no others. */
export const harmlessCommands = (text: string): string => visibleLines(text).replace(COMMAND_ANYWHERE, '\\u0023#');

/** Lines of which none is a command to a CI system. */
export const harmlessLines = (text: string): string => harmlessCommands(text).replace(COMMAND_LINE, '$1\\u003a');

/** JSON text made harmless; its meaning stays, for what is written out stands in strings alone. */
export const harmlessJson = (text: string): string => harmlessCommands(text);

/** Colours, which only a program itself may set. */
const COLOUR = new RegExp(`(${String.fromCharCode(0x1b)}\\[\\d{1,2}m)`);

/** Applies a rule to all of a text but its colours. */
export const betweenColours = (text: string, rule: (part: string) => string): string =>
  text
    .split(COLOUR)
    .map((part, index) => (index % 2 === 0 ? rule(part) : part))
    .join('');
