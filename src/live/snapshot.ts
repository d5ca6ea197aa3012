/**
 * What never changes once it is made, by the name under which the judge's state keeps it: lines of logs, stacks, events. Copies share them.
 */
const FIXED = new Set(['evidence', 'stacks', 'early', 'sampleLines', 'longest', 'instance']);
/** Lists of which the same holds for each of their items. */
const FIXED_ITEMS = new Set(['samples', 'intervals', 'rises', 'raised', 'lateReturns']);

/**
 * A copy of the judge's state that may be judged, and with that changed, while the state itself goes on. What the state holds twice (a hold that
 * is open and waits for its route) is one thing in the copy too. The state is plain data: objects, arrays, maps and sets.
 */
export const snapshot = <T>(state: T): T => copyOf(state, new Map()) as T;

function copyOf(value: unknown, copies: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) {
    if (value.every(isNumber)) return value.slice();
    const copy: unknown[] = [];
    copies.set(value, copy);
    for (const item of value as unknown[]) copy.push(copyOf(item, copies));
    return copy;
  }
  if (value instanceof Map) {
    const copy = new Map<unknown, unknown>();
    copies.set(value, copy);
    for (const [key, item] of value) copy.set(copyOf(key, copies), copyOf(item, copies));
    return copy;
  }
  if (value instanceof Set) {
    const copy = new Set<unknown>();
    copies.set(value, copy);
    for (const item of value) copy.add(copyOf(item, copies));
    return copy;
  }
  // A line of a log is what it is.
  if ('byte' in value) return value;
  const copy: Record<string, unknown> = {};
  copies.set(value, copy);
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key];
    copy[key] = FIXED.has(key) || (FIXED_ITEMS.has(key) && Array.isArray(item)) ? shared(item) : copyOf(item, copies);
  }
  return copy;
}

const isNumber = (item: unknown): boolean => typeof item === 'number';

/** The collection is one of its own, what it holds is not. */
const shared = (value: unknown): unknown =>
  Array.isArray(value) ? [...(value as unknown[])] : value instanceof Map ? new Map(value) : value;
