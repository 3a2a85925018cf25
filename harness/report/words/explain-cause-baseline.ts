import { firstOf, plural } from '../../base/count-text.ts';
import { visible } from '../../base/foreign-text.ts';
import { groupBy } from '../../base/group-by.ts';
import { type CauseBaseline, type CauseBaselineEntry, type CauseSlot, causeSlotsOf, ERRORED } from '../../engine/baseline/baseline-cause.ts';
import { type CauseStateOf, causeStatesIn } from '../../engine/baseline/baseline-cause-state.ts';
import { type FlatCause, flatCauses } from '../../engine/baseline/flat-causes.ts';
import type { Fact } from '../../engine/load/types.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { caseRef } from '../reproduce/case-ref.ts';
import { type ExplainOptions, factLines, noteLines } from './explain-finding-baseline.ts';
import { exactPlaceOf, showSides } from './value.ts';

const VALUE_LIMIT = 160;
const NAMES = 4;

/** How much a baseline knows, in a few words. */
export const knownText = (baseline: CauseBaseline): string => {
  const slots = causeSlotsOf(baseline);
  const causes = new Set(slots.map(({ cause }) => cause).filter((cause) => cause !== ERRORED));
  const errors = slots.filter(({ cause }) => cause === ERRORED).length;
  const cases = new Set(slots.map(({ id }) => id));
  return `${plural(causes.size, 'known cause')}${errors === 0 ? '' : ` and ${plural(errors, 'known error')}`} in ${plural(cases.size, 'case')}`;
};

const exampleLines = (cause: FlatCause | undefined, facts: ReadonlyMap<string, Fact>, { paint }: ExplainOptions): readonly string[] => {
  const example = cause?.example ?? null;
  if (example === null) return [];
  const { one, finding } = example;
  return [
    visible(`such as ${caseRef(one, finding)}`),
    visible(exactPlaceOf(finding)),
    ...showSides(finding, VALUE_LIMIT).lines.map((line) => `  ${line}`),
    ...factLines(facts.get(finding.fact), finding.fact, paint),
  ];
};

/** How the cases of an entry stand in a run, each state once. */
const stateLines = (slots: readonly CauseSlot[], stateOf: CauseStateOf): readonly string[] => {
  const states = slots.map((slot) => ({ id: slot.id, state: stateOf(slot) }));
  const groups = groupBy(states, ({ state }) => ('why' in state ? `${state.kind}: ${state.why}` : state.kind));
  return groups.map((group) => {
    const [{ state }] = group;
    const said = visible('why' in state ? `${state.kind}: ${state.why}` : state.kind);
    const ids = group.map(({ id }) => id);
    return visible(groups.length === 1 ? said : `${said} (${firstOf(ids, NAMES)})`);
  });
};

const headOf = (entry: CauseBaselineEntry, slots: readonly CauseSlot[]): string => {
  const ids = slots.map(({ id }) => id);
  return visible(`${'errored' in entry ? ERRORED : entry.cause} (${plural(ids.length, 'case')}: ${firstOf(ids, NAMES)})`);
};

/** Every entry of a baseline that names causes with what a run found of it: an example, fact and class, who answers for it and until when. */
export const explainCauses = (run: RunDocument, baseline: CauseBaseline, options: ExplainOptions): string => {
  const causes = flatCauses(run);
  const stateOf = causeStatesIn(run, causes, baseline.meanings);
  const byId = new Map(causes.map((cause) => [cause.id, cause]));
  const facts = new Map(run.facts.map((fact) => [fact.id, fact]));
  const blocks = baseline.entries.map((entry) => {
    const slots = causeSlotsOf({ entries: [entry] });
    const body = [
      visible('errored' in entry ? 'no answer came' : entry.about),
      ...('errored' in entry ? [] : exampleLines(byId.get(entry.cause), facts, options)),
      ...noteLines(entry, options),
      ...stateLines(slots, stateOf),
    ];
    return `${options.paint.strong(headOf(entry, slots))}\n${body.map((line) => `  ${line}\n`).join('')}`;
  });
  return blocks.length === 0 ? 'The baseline has no entries.\n' : blocks.join('\n');
};
