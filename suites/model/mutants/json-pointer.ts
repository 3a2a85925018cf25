import { awsRules as aws } from '../rules.ts';
import type { Mutant } from './types.ts';

/** How a path is read: escapes, and what of it counts. */
export const jsonPointer: readonly Mutant[] = [
  {
    name: 'slash-not-decoded',
    fact: 'F-095',
    aspect: 'state',
    breaks: '~1 is not decoded: the template is stored as application~1xml.',
    overrides: { decodeName: (escaped) => escaped },
  },
  {
    name: 'slash-taken-away',
    fact: 'F-004',
    aspect: 'body',
    breaks: '~1 is taken away instead of decoded.',
    overrides: { decodeName: (escaped) => escaped.replaceAll('~1', '') },
  },
  {
    name: 'escapes-swapped',
    fact: 'F-004',
    aspect: 'body',
    breaks: '~1 is decoded to a tilde, and ~0 to a slash.',
    overrides: { decodeName: (escaped) => escaped.replaceAll('~1', '\0').replaceAll('~0', '/').replaceAll('\0', '~') },
  },
  {
    name: 'tilde-not-decoded',
    fact: 'F-097',
    aspect: 'state',
    breaks: '~0 is not decoded.',
    overrides: { decodeName: (escaped) => escaped.replaceAll('~1', '/') },
    seen: 'https://github.com/floci-io/floci/pull/3526 (of stages)',
  },
  {
    name: 'escapes-decoded-in-the-wrong-order',
    fact: 'F-097',
    aspect: 'state',
    breaks: '~0 is decoded before ~1, so that ~01 becomes a slash.',
    overrides: { decodeName: (escaped) => escaped.replaceAll('~0', '~').replaceAll('~1', '/') },
  },
  {
    name: 'name-cut-at-its-last-dot',
    fact: 'F-086',
    aspect: 'state',
    breaks: 'Of a name only what follows its last dot counts.',
    overrides: { findKey: (keys, name) => keys.find((key) => key.split('.').at(-1) === name.split('.').at(-1)) },
  },
  {
    name: 'name-in-lower-case',
    fact: 'F-096',
    aspect: 'state',
    breaks: 'Names in a path are stored in lower case.',
    overrides: { decodeName: (escaped) => aws.decodeName(escaped).toLowerCase() },
  },
  {
    name: 'any-stored-key-fits',
    fact: 'F-094',
    aspect: 'state',
    breaks: 'A path names the first key that is stored, whatever its own is.',
    overrides: { findKey: (keys) => keys[0] },
  },
  {
    name: 'containers-alone-are-paths',
    fact: 'F-096',
    aspect: 'status',
    breaks: 'Children have no path: only the containers have.',
    overrides: {
      parsePath: (path) => {
        const target = aws.parsePath(path);
        return target?.child === undefined ? target : undefined;
      },
    },
  },
  {
    name: 'templates-have-no-path',
    fact: 'F-096',
    aspect: 'status',
    breaks: 'Templates have no path.',
    overrides: { parsePath: (path) => (path.startsWith('/responseTemplates') ? undefined : aws.parsePath(path)) },
  },
  {
    name: 'path-without-slash-needed',
    fact: 'B-replace-statusCode',
    aspect: 'status',
    breaks: 'A path is wanted without its leading slash.',
    overrides: { parsePath: (path) => (path.startsWith('/') ? undefined : aws.parsePath(`/${path}`)) },
  },
  {
    name: 'unescaped-slash-accepted',
    fact: 'F-099',
    aspect: 'status',
    breaks: 'An unescaped slash belongs to the name.',
    overrides: {
      parsePath: (path) => {
        const [, member, child] = /^\/(responseParameters|responseTemplates)\/(.+)$/.exec(path) ?? [];
        if (member === undefined || child === undefined) return aws.parsePath(path);
        return { member: member === 'responseParameters' ? member : 'responseTemplates', child };
      },
    },
    seen: 'LocalStack 2026.3.0 (nested instead)',
  },
  {
    name: 'path-fits-by-its-beginning',
    fact: 'F-152',
    aspect: 'status',
    breaks: 'A path that begins with /statusCode is /statusCode.',
    overrides: { parsePath: (path) => aws.parsePath(path.startsWith('/statusCode') ? '/statusCode' : path) },
    seen: 'LocalStack 2026.3.0',
  },
];
