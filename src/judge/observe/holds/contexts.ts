import type { TimedEventOf } from '../../../model/event.ts';
import { forget, internStack } from '../../lives.ts';
import type { ClosedHold, ContextState, Hold, Life } from '../../state.ts';
import { noteRequestLine, routeBefore } from '../work/afterwards.ts';
import { claimLine, moveLine } from './claims.ts';
import { noteGiver } from '../work/givers.ts';
import { noteProgress } from '../work/progress.ts';
import { RIGHT_BEFORE_MS, rightBefore } from '../work/right-before.ts';
import { fold } from './sites.ts';

const MAX_CONTEXTS = 20_000;
const MAX_PENDING = 64;

/** Who does the work, as well as the line tells: a request, else a thread, else a process. */
const contextKey = (of: { request?: string | undefined; thread?: string | undefined }, life: Life): string =>
  of.request !== undefined ? `r\u0001${of.request}` : of.thread !== undefined ? `t\u0001${of.thread}` : `p\u0001${life.instance.pid ?? ''}`;

const isRequest = (key: string): boolean => key.startsWith('r');

/** It names one piece of work at a time: a process does several. */
const isOne = (key: string): boolean => !key.startsWith('p');

const contextAt = (life: Life, key: string): ContextState => {
  const known = life.contexts.get(key);
  if (known) {
    // the one that has not worked for longest stands first
    life.contexts.delete(key);
    life.contexts.set(key, known);
    return known;
  }
  if (life.contexts.size >= MAX_CONTEXTS) {
    const [oldest] = life.contexts;
    if (oldest) {
      settleAll(life, oldest[1]);
      life.contexts.delete(oldest[0]);
      forget(life, 'contexts');
    }
  }
  const context: ContextState = { pending: [], begun: undefined, latest: undefined, said: undefined };
  life.contexts.set(key, context);
  return context;
};

const settleAll = (life: Life, context: ContextState): void => {
  for (const hold of context.pending) if ('until' in hold) acquit(life, hold);
  context.pending = [];
};

/** The work is done, or its thread has gone on to other work: what it has not given back by now it has forgotten. */
const finish = (life: Life, context: ContextState): void => {
  for (const hold of context.pending) hold.finished = true;
  settleAll(life, context);
};

const MAX_TEMPLATES = 12;
const MAX_INNOCENT = 5000;

/**
 * A checkout came back and its context is over: it counts for its site, and what was said meanwhile counts as innocent talk.
 * @param over false where only the log ended: of a thread or task that took up nothing else nobody knows whether its work was done
 */
export function acquit(life: Life, hold: ClosedHold, over = true): void {
  hold.route ??= hold.hint;
  fold(life, hold);
  if (hold.stack !== undefined) return;
  const { innocent } = life;
  innocent.checkouts += 1;
  if ((over || hold.finished) && (hold.thread !== undefined || hold.request !== undefined)) {
    innocent.named += 1;
    if (hold.finished) innocent.finished += 1;
  }
  for (const template of hold.templates) {
    const known = innocent.templates.get(template);
    if (known !== undefined || innocent.templates.size < MAX_INNOCENT) innocent.templates.set(template, (known ?? 0) + 1);
  }
}

/** A checkout waits for the line that names its route: access lines come after the work. */
export function expectRoute(life: Life, hold: Hold): void {
  const key = contextKey(hold, life);
  const context = contextAt(life, key);
  // A thread or process starts its next piece of work: what waited before gets no route any more.
  if (!isRequest(key)) finish(life, context);
  hold.hint = context.begun ?? routeBefore(life, hold.request);
  context.latest = hold;
  const { said } = context;
  if (said !== undefined && hold.since !== null && hold.since - said.at <= RIGHT_BEFORE_MS) noteTemplate(hold, rightBefore(said.template));
  context.said = undefined;
  if (context.pending.length < MAX_PENDING) context.pending.push(hold);
}

/** A hold came back: it is counted for its site once the site is known. @param by the thread of the line that says so */
export function settle(life: Life, hold: ClosedHold, by: string | undefined): void {
  const context = life.contexts.get(contextKey(hold, life));
  if (context !== undefined) context.said = undefined;
  life.claims.returns += 1;
  noteGiver(life, hold);
  if (!context?.pending.includes(hold)) {
    if (hold.stack === undefined && hold.route === undefined) {
      if (context === undefined || isCrossed(context, hold)) life.claims.overlaps += CROSSED;
      else if (!isAbroad(hold, by) && isAround(hold, context)) return rejoin(context, hold);
      // what it heard before other work of its context took over may be of either
      for (const template of hold.templates) noteAstray(life, template);
    }
    fold(life, hold);
    return;
  }
  if (hold.stack !== undefined || hold.route !== undefined) {
    acquit(life, hold);
    context.pending = context.pending.filter((other) => other !== hold);
  }
}

/** Of two requests at a time, one in two begins and ends before the other; the rest looks like work within work. */
const CROSSED = 2;

/** The newest checkout of the same context is still out: several requests share this context. */
const isCrossed = ({ latest }: ContextState, { order }: ClosedHold): boolean =>
  latest !== undefined && latest.order > order && !('until' in latest);

/** Where both lines name their threads, and not the same one. */
const isAbroad = ({ thread }: ClosedHold, by: string | undefined): boolean => by !== undefined && thread !== undefined && by !== thread;

/** What went out later in the same context is back already and waits for its route: one piece of work holds two connections. */
const isAround = ({ order }: ClosedHold, { pending }: ContextState): boolean => {
  const inner = pending.at(-1);
  return inner !== undefined && inner.order > order && 'until' in inner;
};

function rejoin({ pending }: ContextState, hold: ClosedHold): void {
  hold.finished = false;
  hold.done = undefined;
  if (pending.length < MAX_PENDING) pending.push(hold);
}

const noteTemplate = (hold: Hold, template: string): boolean => {
  if (hold.stack !== undefined || hold.templates.length >= MAX_TEMPLATES || hold.templates.includes(template)) return false;
  hold.templates.push(template);
  return true;
};

/** Other work of the same context has ended, or said the same, in between: the line has lost its checkout. */
function noteAstray({ astray }: Life, template: string): void {
  const known = astray.get(template);
  if (known !== undefined || astray.size < MAX_INNOCENT) astray.set(template, (known ?? 0) + 1);
}

/** An ordinary line of the source: who asked, what was asked of the database, what went wrong. */
export function onContext(life: Life, event: TimedEventOf<'context'>): void {
  noteProgress(life, event);
  const key = contextKey(event, life);
  const ends = event.route !== undefined && event.access === true;
  const begins = event.route !== undefined && event.access !== true && !isRequest(key);
  const context = begins ? contextAt(life, key) : life.contexts.get(key);
  if (context) {
    let heard = false;
    for (const hold of context.pending) heard = learn(life, hold, event, ends || isRequest(key)) || heard;
    if (!heard && event.template !== undefined && event.access !== true) noteAstray(life, event.template);
    if (isOne(key) && event.template !== undefined && event.access !== true && event.at !== null)
      context.said = { template: event.template, at: event.at };
    if (begins) context.begun = event.route;
    if (ends) {
      context.begun = undefined;
      for (const hold of context.pending) if (!('until' in hold)) hold.done = event.at ?? undefined;
      finish(life, context);
      if (isRequest(key)) life.contexts.delete(key);
    }
  }
  if (ends && event.request !== undefined) noteRequestLine(life, event.request, event.route as string);
  if (event.route !== undefined && event.access !== false) {
    const failed = event.status !== undefined && event.status >= 400;
    const line = { order: life.order, route: event.route, template: event.template, ...(failed && { failed }) };
    if (event.retold === 'request') moveLine(life, line);
    else claimLine(life, line);
  }
}

/** Of a task that is over its last line tells how it ended, as a request's status does: `succeeded`, `retry`. */
const isTask = (route: string | undefined): boolean => route?.startsWith('task:') === true;

/**
 * @param sure the line certainly belongs to the work that holds the connection, and is not the first of the next piece of work
 * @returns the hold has its message now, and had not before
 */
function learn(life: Life, hold: Hold | ClosedHold, event: TimedEventOf<'context'>, sure: boolean): boolean {
  const troubled = event.severity === 'warn' || event.severity === 'error' || event.severity === 'fatal';
  if (!('until' in hold) && event.statement !== undefined) hold.statement = event.statement;
  if (troubled && event.template !== undefined) hold.template ??= event.template;
  const telling = event.access !== true || isTask(event.route);
  const heard = telling && event.template !== undefined && noteTemplate(hold, event.template);
  const exception = internStack(life, event.stack);
  if (exception !== undefined) hold.exception ??= exception;
  if (event.route === undefined) return heard;
  if (sure) hold.route ??= event.route;
  else hold.hint ??= event.route;
  return heard;
}
