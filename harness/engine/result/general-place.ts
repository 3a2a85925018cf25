const MAPS = ['responseParameters', 'responseTemplates'];
const MEMBERS: ReadonlySet<string> = new Set(['/statusCode', '/responseParameters', '/responseTemplates']);

/** Whether a place is a member that Put takes, as a whole. */
export const isMember = (place: string): boolean => MEMBERS.has(place);

const withName = ([first = '', ...rest]: readonly string[]): string => {
  if (rest.length === 0) return `/${first}`;
  return MAPS.includes(first) ? `/${first}/<name>` : `/${first}/${rest.join('/')}`;
};

/** A JSON pointer with names generalised; what stands within one item of a list is the same as in the answer of it alone. */
export const generalPlace = (pointer: string): string => {
  if (pointer === '' || !pointer.startsWith('/')) return pointer;
  const [first, ...rest] = pointer.slice(1).split('/');
  if (first !== 'item' || rest.length === 0) return withName([first ?? '', ...rest]);
  return rest.length === 1 ? '/item/<type>' : withName(rest.slice(1));
};
