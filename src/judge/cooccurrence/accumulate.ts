import { coalesce } from './coalesce.ts';
import { noteKey } from './keys.ts';
import { ofLogger } from './loggers.ts';
import { noteLastWord } from './last-words.ts';
import type { ContextLine, Intervals, Key, KeyLine } from './types.ts';

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

type What = Pick<Key, 'kind' | 'route' | 'status' | 'template' | 'ended' | 'logger'>;

/** A line as each pool of its process counts it. Made once for all of them: a process may have a pool for each of its hundred tenants. */
export interface CountedLine {
  readonly line: ContextLine;
  readonly kept: KeyLine;
  readonly isRequest: boolean;
  /** The keys that it counts for, by name, in their order. */
  readonly keys: readonly { readonly name: string; readonly what: What }[];
  /** The same words under the name of who said them. */
  readonly own: string | undefined;
}

/** @param isRequest the line stands for one request as such (an access line), so it counts towards the traffic */
export function countedOf(line: ContextLine, isRequest: boolean): CountedLine {
  const { source, byte, text, at, route, status, template, logger } = line;
  const loud = LOUD.has(line.severity ?? '');
  const ended = isRequest || loud;
  const names = namesOf(line);
  const keys: { name: string; what: What }[] = [];
  if (route !== undefined && names.route !== undefined) keys.push({ name: names.route, what: { kind: 'route', route, ended } });
  if (route !== undefined && status !== undefined && names.status !== undefined)
    keys.push({ name: names.status, what: { kind: 'route-status', route, status, ended } });
  if (template !== undefined && names.template !== undefined)
    keys.push({ name: names.template, what: { kind: 'template', template, ...(route !== undefined && { route }), ended: loud, ...(logger !== undefined && { logger }) } }); // prettier-ignore
  return { line, kept: { source, line: line.line, byte, text, at }, isRequest, keys, own: names.own };
}

/** Takes in a line of the pool's process. @param isRequest as of `countedOf` */
export const addLine = (value: Intervals, line: ContextLine, isRequest: boolean): void => addCounted(value, countedOf(line, isRequest));

export function addCounted(value: Intervals, { line, kept, isRequest, keys, own }: CountedLine): void {
  if (isRequest) value.requests++;
  noteLastWord(value, line, kept, isRequest ? undefined : line.template);
  for (const { name, what } of keys) {
    const said = noteKey(value, name, kept, what);
    // Two classes that say the same words are two places.
    const several = what.kind === 'template' && said.logger !== undefined && said.logger !== line.logger;
    if (several && own !== undefined) noteKey(value, own, kept, what);
  }
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
