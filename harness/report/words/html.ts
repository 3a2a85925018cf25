import { harmlessJson } from '../../base/foreign-text.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML, in an element or in a quoted attribute. */
export const text = (value: string): string => value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** JSON for a script element: nothing in it can end the element or begin a comment. */
export const scriptJson = (value: unknown): string => harmlessJson(JSON.stringify(value)).replaceAll('<', '\\u003c');
