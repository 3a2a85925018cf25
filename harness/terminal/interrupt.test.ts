import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { type Interruptible, onInterrupt, type StopSignal } from './interrupt.ts';
import { surviveLostOutput } from './lost-output.ts';

const createHost = () => {
  const listeners = new Map<StopSignal, Set<(signal: StopSignal) => void>>();
  const left: number[] = [];
  let now = 0;
  const host: Interruptible = {
    on: (signal, listener) => listeners.set(signal, new Set([...(listeners.get(signal) ?? []), listener])),
    off: (signal, listener) => listeners.get(signal)?.delete(listener),
    exit: (code) => void left.push(code),
    hungUp: () => {},
    now: () => now,
  };
  const send = (signal: StopSignal, at: number): void => {
    now = at;
    for (const listener of listeners.get(signal) ?? []) listener(signal);
  };
  const said: string[] = [];
  const io = { environment: {}, out: () => {}, err: (text: string) => void said.push(text), outIsTerminal: false, errIsTerminal: false };
  return { interrupt: onInterrupt(io, host), send, left, said, listening: () => [...listeners.values()].some(({ size }) => size > 0) };
};

test.each<StopSignal>(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'])('%s asks to stop, and a second signal leaves at once', (signal) => {
  const { interrupt, send, left, said } = createHost();
  expect(interrupt.asked()).toBe(false);
  send(signal, 0);
  expect([interrupt.asked(), left, said.length]).toEqual([true, [], 1]);
  send(signal, 2000);
  expect(left).toEqual([130]);
});

test('a signal that npm or the kernel passes on a second time is the first one; another signal is a second one', () => {
  const { send, left, said } = createHost();
  send('SIGHUP', 0);
  send('SIGHUP', 40);
  expect([left, said.length]).toEqual([[], 1]);
  send('SIGTERM', 80);
  expect(left).toEqual([130]);
});

test('afterwards no signal is listened to', () => {
  const { interrupt, listening } = createHost();
  expect(listening()).toBe(true);
  interrupt.undo();
  expect(listening()).toBe(false);
});

test.each(['EPIPE', 'EIO'])('output that is lost by %s ends nothing; a full disk is told', (code) => {
  const stream = new PassThrough();
  const faults: unknown[] = [];
  surviveLostOutput(stream, (error) => faults.push(error.code));
  stream.emit('error', Object.assign(new Error(code), { code }));
  expect(faults).toEqual([]);
  stream.emit('error', Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }));
  expect(faults).toEqual(['ENOSPC']);
});
