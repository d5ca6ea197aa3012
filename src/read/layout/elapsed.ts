import type { ReadTime } from '../time/index.ts';

/** `2567 [main] DEBUG shop.Main - …`: `%r [%t] %p %c - %m%n`, the TTCC layout of Log4j 1 and an old default of Logback (PatternLayout's `%r`). */
const HEAD = /^(\d{1,9}) {1,8}(?=\[[^\]\n]{1,100}\] {1,4}(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b)/;
/** So often must the number have grown, and never fallen, before it is no process id. */
const GROWN = 5;

/** Milliseconds since the start, of ONE stream. Counted from the beginning of 1970, so that intervals come out right; a restart goes on from where the one before ended. */
export class Elapsed {
  #last = -1;
  #grown = 0;
  #base = 0;

  /** The time with which a line begins. Undefined where it is none, or not known yet to be one. */
  read(text: string): ReadTime | undefined {
    const first = text.charCodeAt(0);
    const found = first >= 48 && first <= 57 && this.#grown >= 0 ? HEAD.exec(text.slice(0, 130)) : null;
    if (!found) return undefined;
    const ms = Number(found[1]);
    // threads write a little out of order
    const fell = ms < this.#last - 1000;
    if (fell && this.#grown < GROWN) {
      this.#grown = -1;
      return undefined;
    }
    if (fell) this.#base += this.#last;
    if (ms > this.#last && this.#last >= 0) this.#grown++;
    if (fell || ms > this.#last) this.#last = ms;
    return this.#grown < GROWN
      ? undefined
      : { ms: this.#base + ms, end: (found[1] as string).length, zoned: false, dated: false, digits: 3 };
  }

  /** The last number, how often it has grown, and what is counted from. */
  memory(): readonly [number, number, number] {
    return [this.#last, this.#grown, this.#base];
  }

  recall(memory: readonly [number, number, number]): void {
    [this.#last, this.#grown, this.#base] = memory;
  }
}
