import type { BaselineNote } from './baseline.ts';

/** What is noted where nobody has said anything. */
export const NOT_LOOKED_AT: BaselineNote = { reason: 'not yet looked at' };

/** A note without what is not said, and without all that is no note. */
export const noteOf = ({ reason, owner, link, since, expires }: BaselineNote): BaselineNote => ({
  reason,
  ...(owner === undefined ? {} : { owner }),
  ...(link === undefined ? {} : { link }),
  ...(since === undefined ? {} : { since }),
  ...(expires === undefined ? {} : { expires }),
});

const said = (texts: readonly (string | undefined)[]): readonly string[] => [...new Set(texts)].filter((text) => text !== undefined);

/** One note in place of several: every reason, owner and link once, the day of the first, and the last day of the one that ends first. */
export const joinNotes = (notes: readonly BaselineNote[]): BaselineNote => {
  const [link, ...links] = said(notes.map((note) => note.link));
  const owners = said(notes.map(({ owner }) => owner));
  const [since] = [...said(notes.map((note) => note.since))].sort();
  const [expires] = [...said(notes.map((note) => note.expires))].sort();
  return noteOf({
    reason: [...said(notes.map(({ reason }) => reason)), ...links].join('; '),
    ...(owners.length === 0 ? {} : { owner: owners.join(', ') }),
    ...(link === undefined ? {} : { link }),
    ...(since === undefined ? {} : { since }),
    ...(expires === undefined ? {} : { expires }),
  });
};
