import { coalesce } from './coalesce.ts';
import { noteKey } from './keys.ts';
import { ofLogger } from './loggers.ts';
import { noteLastWord } from './last-words.ts';
import type { ContextLine, Intervals, KeyLine } from './types.ts';

/** Lines kept per key from intervals in which in-use rose. */
const MOST_RAISED = 8;
/** More levels than any real pool has; beyond it the lowest are no longer followed (only evidence is lost). */
const MOST_RISES = 2000;
const LOUD = new Set(['warn', 'error', 'fatal']);

export const emptyIntervals = (): Intervals => ({
  intervals: [],
  keys: new Map(),
  touched: new Set(),
  requests: 0,
  samples: 0,
  inUse: 0,
  rises: [],
  lastWords: { threads: new Map(), pauses: new Map() },
  timesKept: 0,
  forgotten: 0,
});

/** The names of the keys that a line counts for. A quiet message that only says that a request or job is over says its route again; a request that two lines tell of counts once. */
export const namesOf = ({
  route,
  status,
  template,
  severity,
  access,
  retold,
  logger,
}: ContextLine): { route?: string; status?: string; template?: string; own?: string } => ({
  ...(route !== undefined && retold === undefined && { route: `r ${route}` }),
  ...(route !== undefined && retold !== 'request' && status !== undefined && { status: `s ${route} ${status}` }),
  ...(template !== undefined &&
    (route === undefined || access !== true || LOUD.has(severity ?? '')) && {
      template: `t ${template}`,
      ...(logger !== undefined && { own: ofLogger(logger, template) }),
    }),
});

/**
 * Takes in a line of the pool's process.
 * @param isRequest the line stands for one request as such (an access line), so it counts towards the traffic
 */
export function addLine(value: Intervals, line: ContextLine, isRequest: boolean): void {
  const { source, byte, text, at, route, status, template } = line;
  const kept: KeyLine = { source, line: line.line, byte, text, at };
  if (isRequest) value.requests++;
  const loud = LOUD.has(line.severity ?? '');
  const ended = isRequest || loud;
  const names = namesOf(line);
  noteLastWord(value, line, kept, isRequest ? undefined : template);
  if (route !== undefined && names.route !== undefined) noteKey(value, names.route, kept, { kind: 'route', route, ended });
  if (route !== undefined && status !== undefined && names.status !== undefined)
    noteKey(value, names.status, kept, { kind: 'route-status', route, status, ended });
  if (template === undefined || names.template === undefined) return;
  const what = { kind: 'template', template, ...(route !== undefined && { route }), ended: loud, ...(line.logger !== undefined && { logger: line.logger }) } as const; // prettier-ignore
  const said = noteKey(value, names.template, kept, what);
  // Two classes that say the same words are two places.
  if (said.logger !== undefined && names.own !== undefined && said.logger !== line.logger) noteKey(value, names.own, kept, what);
}

/**
 * Ends the open interval with a sample of the pool. To be called for EVERY sample that goes into the series, in the same order: steps of the
 * floor are found again by the index of their sample.
 */
export function closeInterval(value: Intervals, sample: { readonly at: number | null; readonly inUse: number }): void {
  const index = value.samples++;
  const { rises } = value;
  while (rises.length > 0 && rises.at(-1)!.below >= sample.inUse) rises.pop();
  if (sample.inUse > value.inUse) {
    rises.push({ sample: index, below: value.inUse });
    if (rises.length > MOST_RISES) rises.splice(0, MOST_RISES / 2);
    for (const name of value.touched) keepRaised(value, name, index);
  }
  value.intervals.push({ from: index, to: index, at: sample.at, requests: value.requests });
  value.requests = 0;
  value.inUse = sample.inUse;
  value.touched.clear();
  coalesce(value);
}

/** Keeps a key's line of this interval; at the cap those whose rise was undone go first, then the ones in the middle. */
function keepRaised(value: Intervals, name: string, sample: number): void {
  const key = value.keys.get(name);
  if (key === undefined) return;
  key.raised.push({ sample, line: key.recent });
  if (key.raised.length <= MOST_RAISED) return;
  const standing = new Set(value.rises.map((rise) => rise.sample));
  key.raised = key.raised.filter((raised) => standing.has(raised.sample));
  if (key.raised.length > MOST_RAISED) key.raised.splice(MOST_RAISED / 2, 1);
}
