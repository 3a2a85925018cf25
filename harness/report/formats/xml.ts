/** Characters that XML 1.0 cannot hold, or should not: controls, lone surrogates, two non-characters. */
const FORBIDDEN = /[^\t\n\r\P{Cc}]|\p{Cs}|[\ufffe\uffff]/gu;

const written = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** Text as it may stand between tags. */
export const xmlText = (text: string): string =>
  text.replace(FORBIDDEN, written).replace(/[&<>\r]/g, (character) => ENTITIES[character] ?? character);

const xmlAttribute = (text: string): string =>
  text.replace(FORBIDDEN, written).replace(/[&<>"\n\r\t]/g, (character) => ENTITIES[character] ?? character);

/** An element; its content has to be XML already, and is left out where it is empty. */
export const element = (name: string, attributes: Readonly<Record<string, string | number>>, content = ''): string => {
  const listed = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlAttribute(String(value))}"`);
  return content === '' ? `<${name}${listed.join('')}/>` : `<${name}${listed.join('')}>${content}</${name}>`;
};
