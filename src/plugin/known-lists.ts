import { flatten } from './own-text.ts';

/** Shorter lists are as well read again, and longer ones hardly come again. */
const FEWEST = 3;
const MOST_LINES = 500;
/** What is remembered before the memory is emptied. */
const MOST_LISTS = 2048;
const MOST_CHARS = 1 << 20;

interface Known<T> {
  readonly list: readonly string[];
  readonly value: T;
}

/**
 * Remembers what was made of lists of texts that come again and again, line by line the same, as the stacks of a service do. They are known by a number made of a
 * few of their characters, and then compared. Memory is bounded.
 */
export class KnownLists<T> {
  /** What came once may never come again: only of the second one more is kept. */
  private readonly known = new Map<number, Known<T> | 'once'>();
  private chars = 0;
  private readonly make: (list: readonly string[]) => T;

  /** @param make what is to be remembered of a list; it is given one in memory of its own, whose texts keep nothing else alive */
  constructor(make: (list: readonly string[]) => T) {
    this.make = make;
  }

  /** What was made of the list; undefined where it did not come before, as far as that is known. */
  of(list: readonly string[]): T | undefined {
    if (list.length < FEWEST || list.length > MOST_LINES) return undefined;
    const number = numberOf(list);
    const before = this.known.get(number);
    if (typeof before === 'object' && isSame(before.list, list)) return before.value;
    if (before !== undefined) return this.learn(number, list);
    this.remember(number, 'once');
    return undefined;
  }

  private learn(number: number, list: readonly string[]): T | undefined {
    const chars = list.reduce((sum, { length }) => sum + length, 0);
    if (chars > MOST_CHARS / 16) return undefined;
    const own = list.map(flatten);
    const value = this.make(own);
    this.chars += chars;
    this.remember(number, { list: own, value });
    return value;
  }

  private remember(number: number, known: Known<T> | 'once'): void {
    if (this.known.size >= MOST_LISTS || this.chars > MOST_CHARS) {
      this.known.clear();
      this.chars = 0;
    }
    this.known.set(number, known);
  }
}

/** A number that few lists share: of the length of each text, and of characters where lines of stacks differ, at the end and in the middle. */
function numberOf(list: readonly string[]): number {
  let number = list.length;
  for (let i = 0; i < list.length; i++) {
    const text = list[i] as string;
    const { length } = text;
    number = Math.imul(number, 31) + length;
    for (let from = length - 5; from < length - 1; from++) number = Math.imul(number, 31) + text.charCodeAt(from);
    number = Math.imul(number, 31) + text.charCodeAt(length >> 1);
  }
  return number | 0;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
