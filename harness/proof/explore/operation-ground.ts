import { type PatchOperation, type Place, placeOf } from './calls.ts';
import { DEFAULT_CONTENT_TYPE, type Own } from './known-state.ts';

/**
 * What is known of one operation in one state, and from where. `accepted` and `refused` rest on deciding facts;
 * `unsure` names the inferred or open fact that comes nearest, and what an inferred one expects.
 */
export type Ground =
  | { readonly kind: 'accepted'; readonly fact: string; readonly next: Own }
  | { readonly kind: 'refused'; readonly fact: string }
  | { readonly kind: 'unsure'; readonly fact: string; readonly expects: 'accepted' | 'refused' | null };

/** The state that an operation meets, and what the operations before it in the same request did to its place. */
export interface Meeting {
  readonly stored: Own;
  /** Not customised before this request: facts about customised types say nothing of it. */
  readonly uncustomised: boolean;
  /** The last op of this request on the same place; null where this is the first. */
  readonly lastOp: string | null;
}

type Entry = Extract<Place, { kind: 'entry' }>;
type Cell = PatchOperation & { readonly place: Entry };

const unsure = (fact: string, expects: 'accepted' | 'refused' | null = null): Ground => ({ kind: 'unsure', fact, expects });

const PARAMETER = /^gatewayresponse\.header\.[A-Za-z0-9-]+$/;
const LITERAL = /^'[^']+'$/;
const STATUS = /^[1-5]\d\d$/;

const cellFact = ({ op, place }: Cell): string => `B-${op}-${place.member}`;

const withEntry = ({ place, value }: Cell, stored: Own): Own => ({
  ...stored,
  [place.member]: new Map(stored[place.member]).set(place.name, value ?? ''),
  // Whether the default template, displayed so far, is displayed beside the first stored one was seen after Put alone (F-076).
  exact: stored.exact && (place.member === 'responseParameters' || stored.responseTemplates.size > 0),
  byOnePut: false,
});

const withoutEntry = ({ place }: Cell, stored: Own): Own => {
  const rest = new Map([...stored[place.member]].filter(([name]) => name !== place.name));
  // What is displayed once the last template is gone is open.
  return { ...stored, [place.member]: rest, exact: stored.exact && (place.member === 'responseParameters' || rest.size > 0), byOnePut: false };
};

const statusGround = ({ op, value }: PatchOperation, { stored }: Meeting): Ground => {
  if (op !== 'replace')
    return op === 'move' || op === 'test' ? unsure(`B-${op}-statusCode`, 'refused') : { kind: 'refused', fact: `B-${op}-statusCode` };
  if (value === undefined) return unsure('Q-036');
  if (value === '') return unsure('Q-035');
  if (!STATUS.test(value)) return unsure(/^\d+$/.test(value) ? 'Q-039' : 'Q-038');
  return { kind: 'accepted', fact: 'B-replace-statusCode', next: { ...stored, statusCode: value, byOnePut: false } };
};

/** What the value of an add or replace says of its chances; null where nothing speaks against it. */
const valueGround = ({ op, place, value }: Cell, present: boolean): Ground | null => {
  const ofParameter = place.member === 'responseParameters';
  if (value === undefined || value === '') {
    if (op === 'replace' && present) return unsure('F-067', 'refused');
    return op === 'add' ? unsure(ofParameter ? 'Q-046' : 'Q-047') : unsure(ofParameter ? 'Q-052' : 'Q-052');
  }
  if (!ofParameter) return null;
  if (!PARAMETER.test(place.name) || !LITERAL.test(value)) return present || op === 'add' ? unsure('F-133', 'refused') : unsure('Q-052');
  return null;
};

/** Two operations of one request on one place: what the suite decides of them, and what it does not. */
const repeated = (cell: Cell, lastOp: string): Ground | null => {
  const pair = `${lastOp} ${cell.op}`;
  if (pair === 'replace replace' || pair === 'remove add' || pair === 'replace remove') return null;
  if (pair === 'add replace' || pair === 'add remove') return unsure('F-151', 'accepted');
  if (pair === 'remove replace') return unsure('Q-092');
  return pair === 'add add' ? unsure('Q-094') : unsure('F-151');
};

const isDisplayedOnly = ({ place }: Cell, stored: Own): boolean =>
  place.member === 'responseTemplates' && place.name === DEFAULT_CONTENT_TYPE && stored.responseTemplates.size === 0;

const addGround = (cell: Cell, { stored, uncustomised }: Meeting, present: boolean): Ground => {
  const ofParameter = cell.place.member === 'responseParameters';
  if (uncustomised) return ofParameter ? unsure('F-061', 'accepted') : unsure('Q-045');
  if (present || !stored.exact) return unsure(ofParameter ? 'F-062' : 'F-089', 'accepted');
  if (isDisplayedOnly(cell, stored)) return unsure('F-063', 'accepted');
  return { kind: 'accepted', fact: cellFact(cell), next: withEntry(cell, stored) };
};

const missingGround = (cell: Cell, { stored, uncustomised }: Meeting): Ground => {
  const ofParameter = cell.place.member === 'responseParameters';
  const isReplace = cell.op === 'replace';
  if (!stored.exact) return isReplace ? unsure(ofParameter ? 'Q-050' : 'Q-051') : unsure(ofParameter ? 'Q-055' : 'Q-056');
  if (ofParameter) {
    if (!isReplace) return unsure('F-128', 'refused');
    return uncustomised ? unsure('F-012') : unsure('F-066', 'refused');
  }
  if (isDisplayedOnly(cell, stored)) return isReplace ? unsure('Q-051') : unsure('F-118', 'refused');
  return unsure('F-127', 'refused');
};

const entryGround = (cell: Cell, meeting: Meeting): Ground => {
  const { op, place } = cell;
  if (op === 'move' || op === 'test') return unsure(`B-${op}-${place.member}`, 'refused');
  if (op === 'copy') return { kind: 'refused', fact: cellFact(cell) };
  const present = meeting.stored[place.member].has(place.name);
  const again = meeting.lastOp === null ? null : repeated(cell, meeting.lastOp);
  const byValue = op === 'remove' ? null : valueGround(cell, present);
  if (again !== null || byValue !== null) return again ?? byValue ?? unsure('F-151');
  if (op === 'add') {
    const isBack = meeting.lastOp === 'remove';
    return isBack ? { kind: 'accepted', fact: 'F-006', next: withEntry(cell, meeting.stored) } : addGround(cell, meeting, present);
  }
  if (!present) return missingGround(cell, meeting);
  const next = op === 'replace' ? withEntry(cell, meeting.stored) : withoutEntry(cell, meeting.stored);
  return { kind: 'accepted', fact: cellFact(cell), next };
};

const OPS = new Set(['add', 'remove', 'replace', 'copy', 'move', 'test']);

/** What facts say of one operation in the state that it meets. */
export const groundOf = (operation: PatchOperation, meeting: Meeting): Ground => {
  const place = placeOf(operation.path);
  if (!OPS.has(operation.op)) return { kind: 'refused', fact: 'F-090' };
  switch (place.kind) {
    case 'status':
      return statusGround(operation, meeting);
    case 'entry':
      return entryGround({ ...operation, place }, meeting);
    case 'container':
      return ['add', 'replace', 'remove'].includes(operation.op) ? unsure('F-098', 'refused') : unsure('Q-004');
    case 'absent':
      return unsure('F-013');
    case 'unknown':
      return unsure('F-015');
  }
};
