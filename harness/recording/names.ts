/** Windows drops dots and spaces at the end of a name, and it, like macOS, knows no case. */
const folded = (name: string): string => name.toLowerCase().replace(/[. ]+$/, '');

const OF_AWS = /^aws($|[-. ])/;

const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])($|\.)/;

/** Whether an origin is called like AWS, on whatever file system. */
export const isNameOfAws = (origin: string): boolean => OF_AWS.test(folded(origin));

/** Whether an origin is called almost like AWS: only what is written exactly so is. */
export const isLookAlikeOfAws = (origin: string): boolean => isNameOfAws(origin) && origin !== folded(origin);

/** Whether no folder can have that name on every file system: a device of Windows, or an end that Windows drops. */
export const isNoFolderName = (name: string): boolean => DEVICE.test(folded(name)) || folded(name) !== name.toLowerCase();

const PART = /^[^.\s\p{Cc}\\/:*?"<>|][^\p{Cc}\\/:*?"<>|]*$/u;

/**
 * Why a scenario of a lock names no cassette in its folder; null where it does. A lock may come from anybody:
 * what it names is read, checked and copied.
 */
export const wrongScenarioName = (id: string): string | null => {
  if (id === 'lock') return 'it is the name of the lock itself';
  const outside = id.startsWith('/') || id.includes('\\') || id.includes(':') || id.split('/').includes('..');
  if (outside) return 'it leads out of the folder';
  return id.split('/').every((part) => PART.test(part)) ? null : 'it is not the name of a scenario';
};
