import { expect, test } from 'vitest';
import { ACTION } from './workshop/build/run-action.ts';

test('every input reaches the command, and by a variable: no expression stands in a script', () => {
  for (const { run, shell: name } of ACTION.runs.steps) {
    expect(run).not.toContain('${{');
    expect(name).toBe('bash');
  }
  const used = ACTION.runs.steps
    .flatMap(({ env }) => Object.values(env))
    .flatMap((value) => [...value.matchAll(/inputs\.([a-z-]+)/g)].map(([, name]) => name));
  expect(used.sort()).toEqual(Object.keys(ACTION.inputs).sort());
});
