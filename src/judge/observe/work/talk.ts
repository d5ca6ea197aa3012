import type { TimedEventOf } from '../../../model/event.ts';
import type { Evidence } from '../../../model/report.ts';
import type { Kind, Process, Talk } from '../../state.ts';
import { noteAt } from './pace.ts';

/** Lines of which each is counted by its kind, and kinds. Before a pool's first word so many lines are known at most: of more the first ones are missing. */
const MOST_LINES = 2000;
const MOST_KINDS = 300;

export const noTalk = (): Talk => ({ from: null, lines: 0, kinds: new Map(), pace: undefined, saying: undefined });

/** What was said until now, for good: neither kinds nor times are counted further. */
export function talkSoFar(process: Process): Talk {
  const { talk } = process;
  process.talk = { ...talk, kinds: undefined, saying: undefined, pace: talk.pace && { ...talk.pace, counts: [...talk.pace.counts] } };
  return talk;
}

/** An ordinary line was written, whatever of. Lines that only say that the log goes on do not count. */
export function noteTalk({ talk, heardAt }: Process, event: TimedEventOf<'context'>): void {
  const { at, template, access, route } = event;
  noteSaid(talk, event);
  if (template === undefined && access !== true) return;
  talk.from ??= at;
  talk.lines += 1;
  if (at !== null) talk.pace = noteAt(talk.pace, at);
  if (talk.kinds === undefined) return;
  if (talk.lines > MOST_LINES || talk.kinds.size > MOST_KINDS) talk.kinds = undefined;
  else {
    noteKind(talk.kinds, event, at ?? heardAt);
    if (access !== true && route === undefined && template !== undefined)
      talk.saying = { template, line: lineOf(event), at: at ?? heardAt };
  }
}

/** The line of a request comes right behind one that names none: they are of one piece of work, or follow each other by chance. */
export function noteSaid(talk: Talk, { access, route }: TimedEventOf<'context'>): void {
  const { saying, kinds } = talk;
  if (saying === undefined || access !== true || route === undefined) return;
  talk.saying = undefined;
  if (kinds === undefined || kinds.size > MOST_KINDS) return;
  add(kinds, `p ${saying.template}\u0001${route}`, { route, template: saying.template }, saying.line, saying.at);
}

function noteKind(kinds: Map<string, Kind>, event: TimedEventOf<'context'>, at: number | null): void {
  const { route, status, template, access } = event;
  const isRequest = access === true && route !== undefined && status !== undefined;
  const key = isRequest ? `s ${route} ${status}` : `t ${template}`;
  const what = isRequest
    ? { route, status }
    : { ...(route !== undefined && { route }), ...(access === true && { ended: true }), template: template ?? '' };
  const logger = !isRequest && isQuiet(event) ? event.logger : undefined;
  add(kinds, key, { ...what, ...(logger !== undefined && { logger }) }, lineOf(event), at);
}

type What = Pick<Kind, 'route' | 'status' | 'template' | 'logger' | 'ended'>;

const lineOf = ({ source, line, byte, text }: TimedEventOf<'context'>): Evidence => ({ source, line, byte, text });

/** One more line of a kind. */
function add(kinds: Map<string, Kind>, key: string, what: What, line: Evidence, at: number | null): void {
  const known = kinds.get(key);
  if (known === undefined) kinds.set(key, { ...what, lines: 1, first: line, last: line, from: at, at });
  else {
    known.lines += 1;
    known.last = line;
    known.at = at;
  }
}

/** It tells of no trouble. */
export const isQuiet = ({ severity }: TimedEventOf<'context'>): boolean => severity === 'info' || severity === 'debug';
