import type { Variant } from '../mutants/types.ts';
import { awsRules as aws } from '../rules.ts';

const isEscaped = (path: string): boolean => !/~(?![01])/.test(path);

/** Open questions on paths: escapes, slashes, case. */
export const paths: readonly Variant[] = [
  {
    name: 'lone-tilde-refused',
    allowedBy: ['Q-031'],
    differs: 'A path with a tilde that escapes nothing is refused.',
    overrides: { parsePath: (path) => (isEscaped(path) ? aws.parsePath(path) : undefined) },
  },
  {
    name: 'tilde-is-no-escape',
    allowedBy: ['Q-030', 'F-097'],
    differs: '~0 is not decoded.',
    overrides: { decodeName: (escaped) => escaped.replaceAll('~1', '/') },
  },
  {
    name: 'percent-decoded',
    allowedBy: ['Q-032'],
    differs: '%2F in a name is a slash.',
    overrides: { decodeName: (escaped) => aws.decodeName(escaped.replaceAll('%2F', '/')) },
  },
  {
    name: 'unescaped-slash-in-name',
    allowedBy: ['Q-029', 'Q-150', 'F-099'],
    differs: 'A slash that is not escaped belongs to the name.',
    overrides: {
      parsePath: (path) => {
        const [, member, child] = /^\/(responseParameters|responseTemplates)\/(.+)$/.exec(path) ?? [];
        if (member === undefined || child === undefined) return aws.parsePath(path);
        return { member: member === 'responseParameters' ? member : 'responseTemplates', child };
      },
    },
  },
  {
    name: 'trailing-slash-left-out',
    allowedBy: ['Q-021', 'Q-026', 'Q-150'],
    differs: 'A slash at the end of a path does not count.',
    overrides: { parsePath: (path) => aws.parsePath(path.replace(/(.)\/$/, '$1')) },
  },
  {
    name: 'leading-slash-left-out',
    allowedBy: ['Q-025'],
    differs: 'A path may lack its leading slash.',
    overrides: { parsePath: (path) => aws.parsePath(/^(statusCode|response)/.test(path) ? `/${path}` : path) },
  },
  {
    name: 'members-in-any-case',
    allowedBy: ['Q-028'],
    differs: 'The case of /StatusCode does not count.',
    overrides: { parsePath: (path) => aws.parsePath(path === '/StatusCode' ? '/statusCode' : path) },
  },
  {
    name: 'names-in-any-case',
    allowedBy: ['Q-033'],
    differs: 'The case of a name does not count.',
    overrides: { findKey: (keys, name) => keys.find((key) => key.toLowerCase() === name.toLowerCase()) },
  },
  {
    name: 'path-goes-on-after-status-code',
    allowedBy: ['Q-026', 'F-152'],
    differs: 'What follows /statusCode in a path does not count.',
    overrides: { parsePath: (path) => aws.parsePath(path.startsWith('/statusCode') ? '/statusCode' : path) },
  },
  {
    name: 'members-outside-the-table-in-other-words',
    allowedBy: ['Q-027', 'F-138'],
    differs: '/defaultResponse and /responseType are said to be read-only.',
    overrides: {
      unknownPath: (path) =>
        path === '/defaultResponse' || path === '/responseType'
          ? { status: 400, errorType: 'ValidationException', message: `${path} is read-only` }
          : aws.unknownPath(path),
    },
  },
  {
    name: 'empty-path-is-a-validation-error',
    allowedBy: ['Q-022', 'Q-023'],
    differs: 'An empty path and the path of a slash alone are ValidationExceptions.',
    overrides: {
      unknownPath: (path) =>
        path === '' || path === '/' ? { status: 400, errorType: 'ValidationException', message: 'empty path' } : aws.unknownPath(path),
    },
  },
];
