import type { TimedEvent } from '../model/event.ts';
import type { Evidence } from '../model/report.ts';
import { forget, withLife } from './caps.ts';
import { noTalk } from './observe/work/talk.ts';
import { losesYear } from './observe/work/yearless.ts';
import { emptySketch } from './sketch.ts';
import type { ClaimState, Life, PoolState, Process } from './state.ts';

const emptyClaims = (): ClaimState => ({
  waiting: [], unclaimed: [], lines: new Map(), claimed: new Map(), sites: new Map(), overlaps: 0, returns: 0,
  since: { lines: 0, returns: 0 }, awaited: false, inside: 0, behind: 0,
}); // prettier-ignore

const newLife = ({ pid, answered, reaching }: Process, event: TimedEvent, runtime: string, restart: number): Life => ({
  runtime,
  source: event.source,
  // the line that begins a life may lack the pid that others of the process have
  instance: { ...event.instance, ...(pid !== '' && { pid }) },
  restart,
  firstAt: null,
  lastAt: null,
  events: 0,
  order: 0,
  startSeen: false,
  quietest: new Map(),
  reporter: undefined,
  others: [],
  returnsSeen: 0,
  infoElsewhere: false,
  returnsNeverLogged: false,
  clockTrouble: [],
  gaps: [],
  killed: [],
  pools: new Map(),
  stacks: new Map(),
  open: new Map(),
  lastClosed: new Map(),
  named: false,
  addressed: undefined,
  unnamed: [],
  moving: [],
  newest: [],
  reclaimed: [],
  swept: [],
  gaveBack: { own: 0, others: 0, ended: 0, rolledBack: 0, othersEnded: 0, othersRolledBack: 0 },
  elsewhere: [],
  lastCheckout: 0,
  lastReturn: 0,
  sites: new Map(),
  configuring: undefined,
  alarms: new Set(),
  alarmed: new Map(),
  borrowed: new Map(),
  repeatMs: 0,
  lateReturns: [],
  idleAt: new Map(),
  unseenReturns: 0,
  unseenReturnMs: 0,
  victims: new Map(),
  busy: new Set(),
  failures: new Map(),
  panics: new Map(),
  raised: new Map(),
  contexts: new Map(),
  innocent: { checkouts: 0, named: 0, finished: 0, templates: new Map() },
  requestRoutes: new Map(),
  givers: new Set(),
  astray: new Map(),
  claims: emptyClaims(),
  answered,
  reaching,
  goroutines: [],
  longWork: [],
  progress: new Map(),
  forgotten: new Map(),
});

/** The current life of a runtime in a process; begins the first. */
export function currentLife(process: Process, event: TimedEvent, runtime: string): Life {
  const lives = process.lives.get(runtime);
  const last = lives?.at(-1);
  if (last) return last;
  const life = newLife(process, event, runtime, 0);
  // its first words were among the lines before, and so was the time of a line without one
  life.startSeen = process.startup !== undefined;
  life.lastAt = process.heardAt;
  if (process.forgotten > 0) forget(life, 'processes', process.forgotten);
  if (process.earlyForgotten > 0) forget(life, 'lines before its first one', process.earlyForgotten);
  process.lives.set(runtime, [life]);
  return life;
}

/** The process began anew: nothing of its former life is carried over. */
export function beginLife(process: Process, event: TimedEvent, runtime: string): Life {
  const lives = process.lives.get(runtime) ?? [];
  process.answered = new Map();
  // what other pools of it know goes on with its requests
  for (const others of process.lives.values()) if (others !== lives && others.length > 0) others.at(-1)!.answered = process.answered;
  const life = newLife(process, event, runtime, (lives.at(-1)?.restart ?? -1) + 1);
  life.startSeen = true;
  process.talk = noTalk();
  process.lives.set(runtime, withLife(lives, life));
  return life;
}

const MAX_POOLS = 2000;
/** What a life knows of a pool; of a further one beyond the cap, which a name that changes with every line makes, nothing is remembered. */
export function poolOf(life: Life, name: string | undefined): PoolState {
  const key = name ?? '';
  const known = life.pools.get(key);
  if (known) return known;
  const pool: PoolState = {
    name: key,
    toldByLimit: false,
    samples: [],
    sampleLines: [],
    sampleOrder: [],
    inUse: undefined,
    configuredMax: undefined,
    seenMax: undefined,
    openPeak: undefined,
    idle: undefined,
    pending: undefined,
    counters: undefined,
    thresholdMs: undefined,
    thresholdAtMostMs: undefined,
    startedAt: null,
    timeoutsCounted: 0,
    timeoutsRaised: 0,
    firstTimeout: undefined,
    lastTimeout: undefined,
    turnover: 0,
    turnoverOpen: 0,
    firstTimeoutAt: null,
    lastTimeoutAt: null,
    censuses: { first: undefined, last: undefined },
    deadlines: { open: 0, whilePinned: 0, span: undefined },
    waits: { count: 0, totalMs: 0 },
    checkouts: 0,
    out: 0,
    back: 0,
    returned: emptySketch(),
    detached: 0,
    invalidated: 0,
    lostEnds: 0,
    intervals: undefined,
    load: undefined,
    shutdown: false,
  };
  if (life.pools.size < MAX_POOLS) life.pools.set(key, pool);
  else forget(life, 'lines of further pools');
  return pool;
}

/** Moves a life's clock. Lines without a time happen at the time of the line before. */
export function tick(life: Life, event: TimedEvent): number | null {
  life.order += 1;
  if (event.at !== null) {
    if (life.firstAt === null || losesYear(life.firstAt, event.at)) life.firstAt = event.at;
    // a log may step back a little (threads, merged streams); the end of a life is the latest time seen
    if (life.lastAt === null || event.at > life.lastAt) life.lastAt = event.at;
    return event.at;
  }
  return life.lastAt;
}

export const evidenceOf = (event: TimedEvent): Evidence => ({ source: event.source, line: event.line, byte: event.byte, text: event.text });

export { forget, keepLatest } from './caps.ts';
export { internStack } from './stacks.ts';
