import type { Outcome, Refusal } from '../refusal.ts';
import type { Effect } from '../rules/cells.ts';
import type { Cell, ChildCheck, PatchOperation, PathTarget } from '../rules/update.ts';
import type { Rules } from '../rules.ts';
import type { Customization } from '../state.ts';
import { type Context, firstRefusal, type Reply, storedNow, uriViolations } from './context.ts';
import { readPatch } from './read-input.ts';
import { inheritedBy, showOne } from './view.ts';

function effectOf(rules: Rules, op: string, member: PathTarget['member']): Effect {
  const column = { statusCode: 'StatusCode', responseParameters: 'Parameter', responseTemplates: 'Template' } as const;
  switch (op) {
    case 'add':
    case 'replace':
    case 'remove':
    case 'copy':
      return rules[`${op}${column[member]}`];
    case 'move':
      return rules.move;
    default:
      return rules.test;
  }
}

function runCheck(rules: Rules, check: ChildCheck, cell: Cell): Refusal | undefined {
  const isParameter = cell.member === 'responseParameters';
  switch (check) {
    case 'missing':
      return isParameter ? rules.missingParameter(cell) : rules.missingTemplate(cell);
    case 'empty':
      return isParameter ? rules.emptyParameter(cell) : rules.emptyTemplate(cell);
    case 'key':
      if (isParameter) return rules.isParameterKey(cell.key) ? undefined : rules.invalidMapping(cell.key);
      return rules.isContentType(cell.key) ? undefined : rules.invalidContentType(cell.key);
    case 'value': {
      const value = cell.value ?? '';
      return !isParameter || rules.isParameterValue(value) ? undefined : rules.invalidMapping(value);
    }
  }
}

function applyChild(rules: Rules, cell: Cell): Outcome {
  const { op } = cell;
  const checks = op === 'add' || op === 'replace' || op === 'remove' ? rules.childChecks[op] : [];
  for (const check of checks) {
    const refused = runCheck(rules, check, cell);
    if (refused !== undefined) return { refused };
  }
  return effectOf(rules, op, cell.member)(cell);
}

function applyOperation(rules: Rules, operation: PatchOperation, stored: Customization): Outcome {
  const { op, path, value, from } = operation;
  if (op === undefined) return { refused: rules.absentOp(operation) };
  if (path === undefined) return { refused: rules.absentPath() };
  const target = rules.parsePath(path);
  if (target === undefined) return { refused: rules.unknownPath(path) };
  const { member, child } = target;
  const cell: Cell = { op, path, member, key: '', value, from, stored };
  if (member === 'statusCode') return effectOf(rules, op, member)(cell);
  if (child === undefined) return rules.bareContainer(cell);
  const name = rules.decodeName(child);
  return applyChild(rules, { ...cell, key: rules.findKey([...stored[member].keys()], name) ?? name });
}

interface Progress {
  readonly after: Customization;
  readonly refused: Refusal | undefined;
}

function applyAll(rules: Rules, operations: readonly PatchOperation[], start: Customization): Progress {
  let after = start;
  for (const operation of rules.orderOperations(operations)) {
    const outcome = applyOperation(rules, operation, after);
    if ('refused' in outcome) return { after, refused: outcome.refused };
    after = outcome.stored;
  }
  return { after, refused: undefined };
}

function store(context: Context, before: Customization | undefined, after: Customization | undefined): void {
  if (after !== before) context.rules.save(context.store, context.where, after);
}

function opViolations(rules: Rules, operations: readonly PatchOperation[]): readonly string[] {
  return operations
    .map(({ op }, index) => (op === undefined || rules.opEnum.includes(op) ? undefined : rules.opViolation(op, index + 1)))
    .filter((violation) => violation !== undefined);
}

/** UpdateGatewayResponse: its checks, its operations in order, and the state that is left. */
export function update(context: Context): Reply {
  const { rules, where } = context;
  const input = readPatch(rules, context.body);
  const operations = 'refused' in input ? [] : input.value;
  const violations = { operations: opViolations(rules, operations), body: [], uri: uriViolations(context) };
  const early = firstRefusal(context, input, violations);
  if (early !== undefined) return { refused: early };
  const before = storedNow(context);
  if (operations.length === 0) {
    const kept = rules.afterNoOperations(before);
    store(context, before, kept);
    return { success: where.operation, body: showOne(context, kept) };
  }
  const start = rules.startUpdate(before, inheritedBy(context, where.type, before));
  if ('refused' in start) return start;
  const { after, refused } = applyAll(rules, operations, start.stored);
  if (refused !== undefined) {
    store(context, before, rules.afterRefusal({ before, after }));
    return { refused };
  }
  store(context, before, after);
  return { success: where.operation, body: showOne(context, rules.updateAnswer({ before, after })) };
}
