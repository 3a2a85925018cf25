import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { HarnessError } from '../errors.ts';
import type { Ran } from '../run.ts';
import type { PlannedCase } from '../scenario/types.ts';
import type { Played, Task } from './replay-worker.ts';

const PROCESSES = 2;

/** Small enough that no process waits long for the other in the end. */
const CASES_AT_A_TIME = 100;

/** A recording as it was played. */
export type PlayedRecording = Ran & { readonly origin: string };

interface PoolInput {
  readonly recordings: string;
  readonly origins: readonly string[];
  readonly planned: readonly PlannedCase[];
  readonly onCases: (done: number, total: number) => void;
}

const tasksOf = ({ recordings, origins, planned }: PoolInput): Task[] =>
  origins.flatMap((origin) =>
    Array.from({ length: Math.ceil(planned.length / CASES_AT_A_TIME) }, (_, part) => ({
      recordings,
      origin,
      from: part * CASES_AT_A_TIME,
      to: Math.min((part + 1) * CASES_AT_A_TIME, planned.length),
    })),
  );

interface Player {
  readonly child: ChildProcess;
  /** Rejects when the process ends before it was let go. */
  readonly ended: Promise<never>;
}

const startPlayer = (): Player => {
  const child = fork(process.argv[1] ?? '', ['replay-worker'], { serialization: 'advanced' });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`a process that replays ended with ${code}`)));
  ended.catch(() => {});
  return { child, ended };
};

const ask = async ({ child, ended }: Player, task: Task): Promise<Extract<Played, { runs: unknown }>> => {
  const answered = once(child, 'message').then(([answer]) => answer as Played);
  child.send(task);
  const played = await Promise.race([answered, ended]);
  if ('error' in played) throw new HarnessError(played.error.code, played.error.message, played.error.hint);
  return played;
};

/**
 * Plays recordings in two processes: nock is global to a process, and a replay keeps one core busy.
 * @throws HarnessError where a recording is missing, invalid or tampered with
 */
export const playAll = async (input: PoolInput): Promise<readonly PlayedRecording[]> => {
  const { planned, origins, onCases } = input;
  const queue = tasksOf(input);
  const total = queue.reduce((sum, { from, to }) => sum + to - from, 0);
  const played = new Map(origins.map((origin) => [origin, { origin, runs: [] as Ran['runs'][number][], times: {} as Record<string, number> }]));
  let done = 0;
  const keep = (task: Task, { runs, times }: Extract<Played, { runs: unknown }>): void => {
    const recording = played.get(task.origin);
    for (const [index, run] of runs.entries()) {
      const one = planned[task.from + index];
      if (one !== undefined && recording !== undefined) recording.runs[task.from + index] = { ...run, record: { ...run.record, case: one.case } };
    }
    Object.assign(recording?.times ?? {}, times);
    done += runs.length;
    onCases(done, total);
  };
  const players = Array.from({ length: PROCESSES }, startPlayer);
  const work = async (player: Player): Promise<void> => {
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) keep(task, await ask(player, task));
  };
  try {
    await Promise.all(players.map(work));
  } finally {
    for (const { child } of players) child.kill();
  }
  return [...played.values()];
};
