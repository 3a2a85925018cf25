import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PINS, pinOf } from './pins.ts';

test('every emulator is pinned to the version it is named after, and so is all it depends on', () => {
  for (const pin of PINS) {
    expect(
      pin.packages.some((spec) => spec.endsWith(`==${pin.version}`)),
      pin.name,
    ).toBe(true);
    expect(existsSync(pin.constraints), pin.constraints).toBe(true);
    const lines = readFileSync(pin.constraints, 'utf8')
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('#'));
    expect(
      lines.filter((line) => !/^[\w.-]+==[\w.]+$/.test(line)),
      pin.name,
    ).toEqual([]);
  }
});

test('every emulator is told its port', () => {
  for (const { command, env } of PINS) expect([...command, ...Object.values(env)].join(' ')).toContain('{port}');
});

test('an unknown emulator is a usage error that names the known ones', () => {
  expect(() => pinOf('nope')).toThrowError(expect.objectContaining({ code: 'usage', hint: expect.stringContaining('moto') }));
});
