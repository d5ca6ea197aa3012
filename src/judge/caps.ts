import type { Life, Process, State } from './state.ts';

/** Streams (pods, containers, files) that are known at a time, and processes of one stream. */
const MAX_STREAMS = 10_000;
const MAX_PROCESSES = 1000;
/** Lives of one process: one that begins anew every minute has these in a week. */
const MAX_LIVES = 10_000;
/** Taken away at once, so that looking for the oldest is rare. */
const SHARE = 0.05;

/** Lists of a life that would grow for ever: how many of each are kept, and what they are called. */
const KEPT = {
  unnamed: [1000, 'open checkouts without a name'],
  moving: [1000, 'checkouts whose pre-ping failed'],
  reclaimed: [50_000, 'reclaimed connections'],
  elsewhere: [10_000, 'returns by others'],
  lateReturns: [50_000, 'late returns'],
  clockTrouble: [1000, 'notes on the clock'],
} as const;

/** Counts what is not kept; the reports of the life's pools name it. */
export const forget = (life: Life, what: string, n = 1): void => {
  life.forgotten.set(what, (life.forgotten.get(what) ?? 0) + n);
};

/** Keeps the latest of a list. */
export function keepLatest(life: Life, name: keyof typeof KEPT): void {
  const [most, what] = KEPT[name];
  const list = life[name];
  if (list.length > most) forget(life, what, list.splice(0, Math.ceil(most * SHARE)).length);
}

/** Makes room for one more stream. @returns how many processes were forgotten: those that have been silent for longest */
export function roomForStream(state: State): number {
  return state.streams.size < MAX_STREAMS ? 0 : dropSilent(state.streams, (processes) => [...processes.values()]);
}

/** Whether a state that had observed both would have forgotten streams, or the later one has though the first one is not empty. */
export const mayHaveMadeRoom = ({ streams }: State, later: State): boolean =>
  streams.size > 0 && later.streams.size > 0 && streams.size + later.streams.size > MAX_STREAMS - Math.ceil(MAX_STREAMS * SHARE);

/** Makes room for one more process of a stream. */
export function roomForProcess(processes: Map<string, Process>): number {
  return processes.size < MAX_PROCESSES ? 0 : dropSilent(processes, (process) => [process]);
}

/** The lives of a process with one more. The first ones go where there are too many. */
export function withLife(lives: readonly Life[], life: Life): Life[] {
  if (lives.length < MAX_LIVES) return [...lives, life];
  const gone = Math.ceil(MAX_LIVES * SHARE);
  forget(life, 'lives of this process', gone);
  return [...lives.slice(gone), life];
}

const latest = (processes: readonly Process[]): number => {
  let at = -Infinity;
  for (const { lives } of processes) for (const some of lives.values()) at = Math.max(at, some.at(-1)?.lastAt ?? -Infinity);
  return at;
};

/** @returns how many processes went, with those that they had been counted for */
function dropSilent<T>(map: Map<string, T>, processesOf: (value: T) => readonly Process[]): number {
  const oldest = [...map].map(([key, value]) => ({ key, at: latest(processesOf(value)), processes: processesOf(value) }));
  oldest.sort((a, b) => a.at - b.at || 0);
  const gone = oldest.slice(0, Math.ceil(map.size * SHARE));
  for (const { key } of gone) map.delete(key);
  return gone.flatMap(({ processes }) => processes).reduce((sum, { forgotten }) => sum + 1 + forgotten, 0);
}
