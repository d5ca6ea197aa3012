import type { TimedEvent, TimedEventOf } from '../model/event.ts';
import { beginLife, currentLife, poolOf, tick } from './lives.ts';
import { processOf, runtimeOf } from './processes.ts';
import { noteIdle, onAlarmEnds, onBorrowerReturns, onLeakReported } from './observe/alarms/alarms.ts';
import { onContext } from './observe/holds/contexts.ts';
import { noteAnswered } from './observe/work/answered.ts';
import { noteDatabase } from './observe/server/database.ts';
import { noteFirstWords } from './observe/work/first-words.ts';
import { noteGaps } from './observe/process/gaps.ts';
import { onGoroutines } from './observe/work/goroutines.ts';
import { onCheckin, onCheckout, onClosed, onCreated } from './observe/holds/holds.ts';
import { noteKilled } from './observe/process/killed.ts';
import { noteLevel, noteLevelBeside } from './observe/figures/levels.ts';
import { onNote } from './observe/holds/notes.ts';
import { noteLongWork } from './observe/work/long-work.ts';
import { noteRaised } from './observe/work/raised.ts';
import { onDeadline } from './observe/alarms/deadlines.ts';
import { onAcquireTimeout } from './observe/alarms/timeouts.ts';
import { noteUnreachable } from './observe/alarms/unreached.ts';
import { isRestart, startsAnew } from './observe/process/restarts.ts';
import { expectSamples, isRequest, noteLine, onSnapshot } from './observe/figures/samples.ts';
import { noteServed, noteUsual } from './observe/work/served.ts';
import { onLockWait } from './observe/server/locks.ts';
import { onEmptyCapture, onSession, onTermination } from './observe/server/server.ts';
import { namedByEnd, ofKnownPool } from './observe/process/named-by-end.ts';
import { noteTalk } from './observe/work/talk.ts';
import { addRequest } from './series/index.ts';
import type { Life, Process, State } from './state.ts';
import { nowAndThen } from './within.ts';

/** Ordinary lines kept from before a process' first pool line. */
const MAX_EARLY = 2000;

/**
 * Folds one event into the state. Events of one source come in the order of the log; sources may come in any order. Constant time but
 * for what a pool has open, and for an ordinary line, which each pool of its process counts; never throws on any event that the model allows.
 */
export function observe(state: State, event: TimedEvent): void {
  if (isOfServer(event)) return observeServer(state, event);
  state.observed += 1;
  nowAndThen(state);
  const process = processOf(state, event);
  noteDatabase(process, event);
  if (isUnreachable(event)) return noteUnreachable(process.reaching, event);
  if (event.kind === 'context') noteGaps(state, event);
  if (event.kind === 'context' && event.died !== undefined) noteKilled(state, event);
  if (event.at !== null && (process.heardAt === null || event.at > process.heardAt)) process.heardAt = event.at;
  if (event.kind === 'context') return observeContext(process, event);
  const life = lifeOf(process, event);
  const at = tick(life, event);
  life.events += 1;
  noteLevel(life, event);
  dispatch(life, namedByEnd(life, event), at, life.restart === 0 ? process.early : []);
  if (event.kind === 'acquire-timeout') noteUsual(life, process);
}

/** The server does not answer a process: that is its alone. */
const isUnreachable = (event: TimedEvent): boolean => event.kind === 'server-termination' && event.reason === 'unreachable';

type ServerEvent = TimedEventOf<'server-session' | 'server-termination' | 'server-lock-wait' | 'pool-note'>;

/** What a server says of its sessions: the one thing that several sources tell of together. All else is of its own source alone. */
export const isOfServer = (event: TimedEvent): event is ServerEvent =>
  event.kind === 'server-session' ||
  (event.kind === 'server-termination' && !isUnreachable(event)) ||
  event.kind === 'server-lock-wait' ||
  (event.kind === 'pool-note' && event.code === 'empty-capture');

function observeServer({ server }: State, event: ServerEvent): void {
  if (event.kind === 'server-session') onSession(server, event);
  else if (event.kind === 'server-termination') onTermination(server, event);
  else if (event.kind === 'server-lock-wait') onLockWait(server, event);
  else onEmptyCapture(server, event);
}

/** A pool that starts again, or counters that fell, begin a new life of the process. */
function lifeOf(process: Process, event: TimedEvent): Life {
  const runtime = runtimeOf(process, event);
  const life = currentLife(process, event, runtime);
  if (event.kind === 'pool-lifecycle' && event.phase === 'started' && startsAnew(life, event)) return beginLife(process, event, runtime);
  if (event.kind !== 'pool-snapshot') return life;
  const anew = isRestart(life, event, process.first);
  // what comes again with a new life stood at the beginning of the former one
  if (anew && process.first?.again === true) life.startSeen = true;
  if (process.first) process.first.again = false;
  if (process.first && anew) process.first.said = 1;
  return anew ? beginLife(process, event, runtime) : life;
}

function dispatch(life: Life, event: TimedEvent, at: number | null, early: readonly TimedEventOf<'context'>[]): void {
  switch (event.kind) {
    case 'checkout':
      return onCheckout(life, event, at);
    case 'checkin':
      if (event.reason === 'unleaked') life.returnsSeen += 1;
      if (event.connection !== null) onAlarmEnds(life, event.connection, at, event);
      else onBorrowerReturns(life, event, at);
      return onCheckin(life, event, at);
    case 'leak-reported':
      return onLeakReported(life, event, at);
    case 'pool-snapshot':
      return onSnapshot(life, event, at, early);
    case 'acquire-timeout': {
      const known = ofKnownPool(life, event);
      return known && onAcquireTimeout(life, known, at);
    }
    case 'deadline-exceeded':
      return onDeadline(life, event, at);
    case 'connection-created':
      noteIdle(life, event.connection, at);
      return onCreated(life, event, at);
    case 'connection-closed':
      onAlarmEnds(life, event.connection, at, event);
      return onClosed(life, event, at);
    case 'pool-configuration':
      return onConfiguration(life, event);
    case 'pool-lifecycle':
      if (event.phase === 'started') {
        if (life.order <= 2) life.startSeen = true;
        const pool = poolOf(life, event.pool);
        pool.startedAt = at;
        expectSamples(pool, early);
      }
      if (event.phase === 'closing' || event.phase === 'closed') poolOf(life, event.pool).shutdown = true;
      return;
    case 'pool-note':
      return onNote(life, event, at);
    case 'goroutines':
      return onGoroutines(life, event, at);
    case 'context':
    case 'server-session':
    case 'server-termination':
    case 'server-lock-wait':
      return;
  }
}

function onConfiguration(life: Life, event: TimedEventOf<'pool-configuration'>): void {
  life.configuring = event.pool ?? life.configuring;
  const pool = poolOf(life, event.pool ?? life.configuring);
  pool.configuredMax = event.max ?? pool.configuredMax;
  pool.thresholdMs = event.leakDetectionThresholdMs ?? pool.thresholdMs;
}

/** Words of a beginning count as the process' own only among its first lines. */
const MAX_BANNER = 20;

/** A process that tells its own number announces itself. Of workers their master tells, whose other workers live on. */
const announcesItself = (text: string): boolean => text.length < 1000 && /\bpid[ =:]{1,3}\d/i.test(text) && !/worker/i.test(text);

/** Clocks of threads and merged streams differ by less. */
const OUT_OF_ORDER_MS = 1000;

/** Lines that were held back until they proved to be needed are told after the pool's own, which are younger: no life begins with them. */
const isToldLate = ({ heardAt }: Process, { at }: TimedEventOf<'context'>): boolean =>
  heardAt !== null && at !== null && at < heardAt - OUT_OF_ORDER_MS;

/**
 * The words with which the process began come again: what was out before has gone with the old process. Where the log's beginning is cut off, words
 * that tell a process id will do the first time.
 */
function onStartup(process: Process, event: TimedEventOf<'context'>, template: string): void {
  // told late they are its first words all the same, and the next ones of the same beginning are not
  if (process.startup === undefined && process.lines <= MAX_BANNER) {
    process.startup = template;
    process.startupAt = event.at;
    for (const lives of process.lives.values()) for (const life of lives) life.startSeen ||= life.order <= MAX_BANNER;
    return;
  }
  if (isToldLate(process, event)) return;
  if (process.startup === undefined && announcesItself(event.text)) process.startup = template;
  if (template !== process.startup || (event.at !== null && event.at === process.startupAt)) return;
  process.startupAt = event.at;
  for (const [runtime, lives] of process.lives) if (lives.at(-1)?.events) beginLife(process, event, runtime);
}

/** An ordinary line goes to every runtime of its process whose attribution needs it. */
function observeContext(process: Process, event: TimedEventOf<'context'>): void {
  if (process.lives.size === 0 && process.lines < MAX_EARLY) process.early.push(event);
  noteFirstWords(process, event);
  process.lines += 1;
  noteAnswered(process, event);
  if (event.startup === true && event.template !== undefined) onStartup(process, event, event.template);
  for (const lives of process.lives.values()) {
    const life = lives.at(-1);
    if (!life) continue;
    tick(life, event);
    noteLevelBeside(life, event);
    onContext(life, event);
    noteLongWork(life, event);
    noteRaised(life, event);
    noteLine(life, event);
    for (const pool of life.pools.values()) {
      noteServed(life, pool, event, process);
      if (pool.load && event.access === true) addRequest(pool.load, event.at, event.durationMs, !isRequest(event));
    }
  }
  noteTalk(process, event);
}
