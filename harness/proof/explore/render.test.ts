import { expect, test } from 'vitest';
import { POISON } from '../../report/testing/hostile.ts';
import type { Exploration } from './explore.ts';
import { renderExploration } from './render.ts';

test('what a target answered begins no line of what an exploration prints', () => {
  const difference = { level: 'question', where: 'answer', aspect: 'body', pointer: POISON, actual: POISON, fact: 'F-1', class: 'open' } as const;
  const exploration: Exploration = {
    seed: 1,
    runs: 2,
    leftOut: [],
    found: [
      {
        level: 'question',
        kind: { level: 'question', operation: 'GetGatewayResponse', cells: ['get'], what: 'body', fact: 'F-1' },
        differences: [
          { ...difference, expected: { value: POISON } },
          { ...difference, expected: { value: { [POISON]: POISON } } },
        ],
        scenario: { title: 'a question' },
        calls: [],
        path: '0',
      },
    ],
    unsteady: [],
    dead: POISON,
  };
  const text = renderExploration(exploration, { name: 'emu', command: 'explore', facts: new Map() });
  expect(
    text
      .split(/[\n\r\u2028\u2029]/)
      .filter((line) => /^\s*::|^##|pwned/.test(line) && !/^ {2,4}(answer|expected|model|actual)|^ended early/.test(line)),
  ).toEqual([]);
});
