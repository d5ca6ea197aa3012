import { forkOf, type Intervals } from '../judge/cooccurrence/index.ts';
import type { Process } from '../judge/state.ts';
import type { TimedEvent } from '../model/event.ts';

/** What never changes once it is made, by the name under which the judge's state keeps it: lines of logs, stacks, events. Copies share them. */
const FIXED = new Set(['evidence', 'stacks', 'early', 'sampleLines', 'longest', 'instance']);
/** Lists of which the same holds for each of their items. */
const FIXED_ITEMS = new Set(['samples', 'lateReturns', 'longWork']);

/** The lines between samples, and those before the first one. */
const LINES = new Set(['intervals', 'ahead']);

type Own = (value: Intervals) => Intervals;

/**
 * A copy of a part of the judge's state in which more may be observed while the state itself stays as it is. What is held twice (a hold that is open and
 * waits for its route) is one thing in the copy too. The state is plain data: objects, arrays, maps and sets.
 * @param own makes the copy of the lines between samples, the largest part
 */
export const copyOf = <T extends object>(part: T, own: Own = (value) => forkOf(value, [], Infinity)): T =>
  copied(part, new Map(), own) as T;

/** A copy of a stream's processes in which these events may be observed; it has little of its own where they say little. */
export function copyFor(processes: ReadonlyMap<string, Process>, events: readonly TimedEvent[]): Map<string, Process> {
  if (events.every(tellsOnlyWhen)) return shallow(processes);
  const lines = events.flatMap((event) => (event.kind === 'context' ? [event] : []));
  const closed = events.filter(({ kind }) => kind === 'pool-snapshot').length;
  return copyOf(new Map(processes), (value) => forkOf(value, lines, closed));
}

/** Lines that say no more than when: that the log went on. Of a life they change its clock, and nothing that it holds. */
const tellsOnlyWhen = (event: TimedEvent): boolean =>
  event.kind === 'context' &&
  [event.route, event.template, event.statement, event.stack, event.startup, event.died, event.lost, event.access, event.severity].every(
    (one) => one === undefined,
  );

const shallow = (processes: ReadonlyMap<string, Process>): Map<string, Process> =>
  new Map(
    [...processes].map(([pid, process]) => {
      const lives = new Map([...process.lives].map(([runtime, some]) => [runtime, some.map((life) => ({ ...life }))]));
      return [pid, { ...process, lives, early: process.lives.size === 0 ? [...process.early] : process.early }];
    }),
  );

function copied(value: unknown, copies: Map<object, unknown>, own: Own): unknown {
  if (typeof value !== 'object' || value === null) return value;
  // Lists belong to one thing each.
  if (Array.isArray(value)) return value.every(isNumber) ? value.slice() : value.map((item: unknown) => copied(item, copies, own));
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [copied(key, copies, own), copied(item, copies, own)]));
  if (value instanceof Set) return new Set([...value].map((item) => copied(item, copies, own)));
  // A line of a log is what it is.
  if ('byte' in value) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const copy: Record<string, unknown> = {};
  copies.set(value, copy);
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key];
    if (LINES.has(key) && item !== undefined) copy[key] = own(item as Intervals);
    else copy[key] = FIXED.has(key) || (FIXED_ITEMS.has(key) && Array.isArray(item)) ? shared(item) : copied(item, copies, own);
  }
  return copy;
}

const isNumber = (item: unknown): boolean => typeof item === 'number';

/** The collection is one of its own, what it holds is not. */
const shared = (value: unknown): unknown =>
  Array.isArray(value) ? [...(value as unknown[])] : value instanceof Map ? new Map(value) : value;
