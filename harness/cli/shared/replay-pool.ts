import { fork } from 'node:child_process';
import { HarnessError } from '../../base/errors.ts';
import type { PlannedCase } from '../../engine/load/types.ts';
import type { Ran } from '../../engine/run/run.ts';
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
  /** Called once for each recording, while others may still be playing. */
  readonly onRecording: (recording: PlayedRecording) => void;
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

/** What a task gave. */
type Given = Extract<Played, { runs: unknown }>;

interface Player {
  ask(task: Task): Promise<Given>;
  stop(): void;
}

const startPlayer = (): Player => {
  const child = fork(process.argv[1] ?? '', ['replay-worker'], { serialization: 'advanced' });
  const waiting: { readonly resolve: (given: Given) => void; readonly reject: (error: Error) => void }[] = [];
  child.on('message', (played: Played) => {
    const asker = waiting.shift();
    if ('error' in played) asker?.reject(new HarnessError(played.error.code, played.error.message, played.error.hint));
    else asker?.resolve(played);
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`a process that replays ended with ${code}`));
  });
  const ask = (task: Task): Promise<Given> =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      child.send(task);
    });
  return { ask, stop: () => void child.kill() };
};

/** Recordings as they come together, each told when its last case is there. */
class Shelf {
  readonly #recordings: ReadonlyMap<string, { readonly runs: Ran['runs'][number][]; readonly times: Record<string, number> }>;
  readonly #input: PoolInput;
  readonly #total: number;
  #done = 0;

  constructor(input: PoolInput) {
    this.#input = input;
    this.#total = input.origins.length * input.planned.length;
    this.#recordings = new Map(input.origins.map((origin) => [origin, { runs: [], times: {} }]));
  }

  keep({ origin, from }: Task, { runs, times }: Given): void {
    const { planned, onCases, onRecording } = this.#input;
    const recording = this.#recordings.get(origin);
    if (recording === undefined) return;
    for (const [index, run] of runs.entries()) {
      const one = planned[from + index];
      if (one !== undefined) recording.runs[from + index] = { ...run, record: { ...run.record, case: one.case } };
    }
    Object.assign(recording.times, times);
    this.#done += runs.length;
    onCases(this.#done, this.#total);
    if (Object.keys(recording.runs).length === planned.length) onRecording({ origin, ...recording });
  }
}

/** A player that has the next task before it is done with the last one never waits for this process. */
const TASKS_AHEAD = 2;

/**
 * Plays recordings in two processes: nock is global to a process, and a replay keeps one core busy.
 * @throws HarnessError where a recording is missing, invalid or tampered with
 */
export const playAll = async (input: PoolInput): Promise<void> => {
  const queue = tasksOf(input);
  const shelf = new Shelf(input);
  const players = Array.from({ length: PROCESSES }, startPlayer);
  const work = async (player: Player): Promise<void> => {
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) shelf.keep(task, await player.ask(task));
  };
  try {
    await Promise.all(players.flatMap((player) => Array.from({ length: TASKS_AHEAD }, () => work(player))));
  } finally {
    for (const player of players) player.stop();
  }
};
