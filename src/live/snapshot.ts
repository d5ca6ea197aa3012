import type { Process, State } from '../judge/state.ts';

/**
 * What never changes once it is made, by the name under which the judge's state keeps it: lines of logs, stacks, events. Copies share them.
 */
const FIXED = new Set(['evidence', 'stacks', 'early', 'sampleLines', 'longest', 'instance']);
/** Lists of which the same holds for each of their items. */
const FIXED_ITEMS = new Set(['samples', 'intervals', 'rises', 'raised', 'lateReturns']);

/** What only observing changes, and no judgement: the long series of pools. */
const OBSERVED = new Set(['intervals', 'load', 'inUse']);

/**
 * A copy of the judge's state that may be judged, and with that changed, while the state itself goes on. What the state holds twice (a hold that
 * is open and waits for its route) is one thing in the copy too. The state is plain data: objects, arrays, maps and sets.
 * @param quiet whether nothing more will be observed in a stream of the copy: its pools then share their series with the state
 */
export function snapshot(state: State, quiet: (stream: string) => boolean = () => false): State {
  const copies = new Map<object, unknown>();
  const { streams, ...rest } = state;
  const copied = [...streams].map(([key, processes]) => [key, copyOf(processes, copies, quiet(key))] as const);
  return { ...(copyOf(rest, copies, false) as typeof rest), streams: new Map(copied as [string, Map<string, Process>][]) };
}

function copyOf(value: unknown, copies: Map<object, unknown>, quiet: boolean): unknown {
  if (typeof value !== 'object' || value === null) return value;
  // Lists belong to one thing each.
  if (Array.isArray(value)) return value.every(isNumber) ? value.slice() : value.map((item: unknown) => copyOf(item, copies, quiet));
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [copyOf(key, copies, quiet), copyOf(item, copies, quiet)]));
  if (value instanceof Set) return new Set([...value].map((item) => copyOf(item, copies, quiet)));
  // A line of a log is what it is.
  if ('byte' in value) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const copy: Record<string, unknown> = {};
  copies.set(value, copy);
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key];
    if (quiet && OBSERVED.has(key)) copy[key] = item;
    else copy[key] = FIXED.has(key) || (FIXED_ITEMS.has(key) && Array.isArray(item)) ? shared(item) : copyOf(item, copies, quiet);
  }
  return copy;
}

const isNumber = (item: unknown): boolean => typeof item === 'number';

/** The collection is one of its own, what it holds is not. */
const shared = (value: unknown): unknown =>
  Array.isArray(value) ? [...(value as unknown[])] : value instanceof Map ? new Map(value) : value;
