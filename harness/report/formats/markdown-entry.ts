import type { Fact } from '../../engine/load/types.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { onlyCommand, reproduce } from '../reproduce/curl.ts';
import type { Entry, Variant } from '../words/group.ts';
import { code, fence, prose, sourceText } from '../words/markdown-text.ts';
import { casesText, entryId, variantHead } from '../words/names.ts';
import { placeOf, showSides } from '../words/value.ts';

const VALUE_LIMIT = 2000;

/** What a fact says, how certain it is and where it comes from. */
export const evidence = (id: string, fact: Fact | null): readonly string[] => {
  if (fact === null) return [`Evidence: ${id}`];
  return [`**${fact.id}**, ${fact.class}: ${prose(fact.statement)}`, '', ...fact.sources.map((source) => `- ${sourceText(source)}`)];
};

const again = (entry: Entry, run: RunDocument): readonly string[] => {
  const [one] = entry.cases;
  const found = one === undefined ? null : reproduce(one, entry.variants[0].first, run.bodies);
  const line = found?.kind === 'line' ? [found.line] : [`# no curl line: ${found?.why ?? 'no case'}`];
  return ['<details><summary>Reproduce</summary>', '', ...fence([...line, '', onlyCommand(run, entryId(entry))], 'sh'), '', '</details>'];
};

const valueBlock = (entry: Entry): readonly string[] => {
  const lines = entry.variants.flatMap((variant) => {
    const head = variantHead(variant, entry, Number.POSITIVE_INFINITY);
    const sides = showSides(variant.finding, VALUE_LIMIT).lines;
    return head === '' ? sides : [head, ...sides.map((line) => `  ${line}`)];
  });
  return [...fence(lines, 'text'), ''];
};

const diffBlock = (variant: Variant, entry: Entry): readonly string[] => {
  const head = variantHead(variant, entry, Number.POSITIVE_INFINITY);
  return [...(head === '' ? [] : [code(head), '']), ...fence(showSides(variant.finding, VALUE_LIMIT).lines, 'diff'), ''];
};

const blocks = (entry: Entry): readonly string[] => {
  const hasDiff = entry.variants.some(({ finding }) => showSides(finding, VALUE_LIMIT).kind === 'diff');
  return hasDiff ? entry.variants.flatMap((variant) => diffBlock(variant, entry)) : valueBlock(entry);
};

/** A deviation in full: where, what was expected and what came, the evidence, and how to see it again. */
export const markdownEntry = (entry: Entry, run: RunDocument): readonly string[] => {
  const { cases, of, fact, variants } = entry;
  const { finding } = variants[0];
  const names = casesText(cases, of, Number.POSITIVE_INFINITY);
  return [
    `**failed** (class ${finding.class}, origin ${code(run.target.origin)}): ${code(placeOf(finding))}${names === '' ? '' : `, ${names}`}`,
    '',
    ...blocks(entry),
    ...evidence(finding.fact, fact),
    '',
    ...again(entry, run),
    '',
  ];
};
