/** What never changes once it is made, by the name under which the judge's state keeps it: lines of logs, stacks, events. Copies share them. */
const FIXED = new Set(['evidence', 'stacks', 'early', 'sampleLines', 'longest', 'instance']);
/** Lists of which the same holds for each of their items. */
const FIXED_ITEMS = new Set(['samples', 'intervals', 'rises', 'raised', 'lateReturns']);

/**
 * A copy of a part of the judge's state in which more may be observed while the state itself stays as it is. What is held twice (a hold that is open and
 * waits for its route) is one thing in the copy too. The state is plain data: objects, arrays, maps and sets.
 */
export const copyOf = <T extends object>(part: T): T => copied(part, new Map()) as T;

function copied(value: unknown, copies: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  // Lists belong to one thing each.
  if (Array.isArray(value)) return value.every(isNumber) ? value.slice() : value.map((item: unknown) => copied(item, copies));
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [copied(key, copies), copied(item, copies)]));
  if (value instanceof Set) return new Set([...value].map((item) => copied(item, copies)));
  // A line of a log is what it is.
  if ('byte' in value) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const copy: Record<string, unknown> = {};
  copies.set(value, copy);
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key];
    copy[key] = FIXED.has(key) || (FIXED_ITEMS.has(key) && Array.isArray(item)) ? shared(item) : copied(item, copies);
  }
  return copy;
}

const isNumber = (item: unknown): boolean => typeof item === 'number';

/** The collection is one of its own, what it holds is not. */
const shared = (value: unknown): unknown =>
  Array.isArray(value) ? [...(value as unknown[])] : value instanceof Map ? new Map(value) : value;
