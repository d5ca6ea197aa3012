import type { Instance, TimedEvent } from '../model/event.ts';
import { UNNAMED_RUNTIME } from '../model/unnamed-runtime.ts';
import { roomForProcess, roomForStream } from './caps.ts';
import { noTalk } from './observe/work/talk.ts';
import type { Process, State } from './state.ts';

/** Events of one place share their instance: its key is put together once. */
const keys = new WeakMap<Instance, { readonly source: string; readonly key: string }>();
/** That of events of no place. */
let nowhere: { readonly source: string; readonly key: string } | undefined;

const BETWEEN = '\u0001';

/** The stream of an event: its source, pod, container and host. */
export function streamKey({ source, instance }: TimedEvent): string {
  const known = instance === undefined ? nowhere : keys.get(instance);
  if (known?.source === source) return known.key;
  const key = [source, instance?.namespace, instance?.pod, instance?.container, instance?.host].join(BETWEEN);
  if (instance) keys.set(instance, { source, key });
  else nowhere = { source, key };
  return key;
}

/** What the keys of streams have in common that differ in their container alone. */
export function besideKey(key: string): string {
  const [source, namespace, pod, , host] = key.split(BETWEEN);
  return [source, namespace, pod, host].join(BETWEEN);
}

/** Whether a stream's key is of that source. */
export const isOfSource = (key: string, source: string): boolean => key.startsWith(`${source}${BETWEEN}`);

/**
 * The process that a line belongs to. Lines without a pid belong to the stream's only process where there is one; a process that was
 * first seen without a pid gets the pid of the first line that has one.
 */
export function processOf(state: State, event: TimedEvent): Process {
  const key = streamKey(event);
  let processes = state.streams.get(key);
  let forgotten = 0;
  if (processes === undefined) {
    forgotten = roomForStream(state);
    state.streams.set(key, (processes = new Map<string, Process>()));
  }
  const pid = event.instance?.pid ?? '';
  const known = processes.get(pid);
  if (known) return known;
  const [only] = processes.values();
  if (only && processes.size === 1 && (pid === '' || only.pid === '')) {
    if (pid !== '') {
      processes.delete('');
      only.pid = pid;
      processes.set(pid, only);
      for (const lives of only.lives.values()) for (const life of lives) life.instance = { ...life.instance, pid };
    }
    return only;
  }
  forgotten += roomForProcess(processes);
  const process: Process = {
    pid,
    early: [],
    earlyForgotten: 0,
    lines: 0,
    talk: noTalk(),
    answered: new Map(),
    reaching: { failedAt: null, failure: undefined, waiting: [] },
    heardAt: null,
    startup: undefined,
    startupAt: null,
    first: undefined,
    lives: new Map(),
    named: undefined,
    database: false,
    forgotten,
  };
  processes.set(pid, process);
  return process;
}

/**
 * The runtime whose pool an event speaks of. Lines that do not tell it speak of the one that the other lines of their process tell first: a program's own
 * checkout lines are of SQLAlchemy's pool where SQLAlchemy speaks too.
 */
export function runtimeOf(process: Process, { runtime, kind }: TimedEvent): string {
  if (runtime === UNNAMED_RUNTIME) return process.named ?? runtime;
  // a deadline may have passed anywhere, and where a pool without a runtime is all that the process tells of, it is that one's
  if (kind === 'deadline-exceeded') return process.named === undefined && process.lives.has(UNNAMED_RUNTIME) ? UNNAMED_RUNTIME : runtime;
  if (process.named === undefined) nameAfter(process, runtime);
  return runtime;
}

/** What was told without a name so far becomes the runtime's, unless that has lives of its own already. */
function nameAfter(process: Process, runtime: string): void {
  const { lives } = process;
  const unnamed = lives.get(UNNAMED_RUNTIME);
  process.named = unnamed !== undefined && lives.has(runtime) ? UNNAMED_RUNTIME : runtime;
  if (unnamed === undefined || process.named === UNNAMED_RUNTIME) return;
  lives.delete(UNNAMED_RUNTIME);
  lives.set(runtime, unnamed);
  for (const life of unnamed) life.runtime = runtime;
}
