import { flatten } from './intern.ts';

/** Longer texts hardly come again. */
const LONGEST = 500;
/** Texts of each of two generations: when one is full it becomes the older one, and what was in that and did not come again is forgotten. */
const MOST = 2048;
/** What meets texts that are all different is asked only now and then. */
const CREDIT = 4096;
const SELDOM = 64;

/** Remembers what is known of texts that come again and again, as most lines of a dense log do. Memory is bounded. */
export class Recurring<T> {
  private now = new Map<string, T>();
  private before = new Map<string, T>();
  private credit = CREDIT;
  private turn = 0;
  /** What was asked last, if it may be remembered. */
  private asked: string | undefined;

  /** What is known of a text; undefined where it is not, or not worth a look. */
  find(text: string): T | undefined {
    this.asked = undefined;
    if (text.length > LONGEST || (this.credit === 0 && ++this.turn % SELDOM !== 0)) return undefined;
    let known = this.now.get(text);
    if (known === undefined) {
      known = this.before.get(text);
      if (known !== undefined) this.set(flatten(text), known);
    }
    this.asked = text;
    if (known !== undefined) {
      if (this.credit < CREDIT) this.credit++;
    } else if (this.credit > 0) this.credit--;
    return known;
  }

  /** Remembers something, or something else, of the text that was asked for last. */
  learn(known: T): void {
    if (this.asked !== undefined) this.set(flatten(this.asked), known);
    this.asked = undefined;
  }

  /** Remembers something, or something else, of a text. @param own keeps nothing else alive */
  set(own: string, known: T): void {
    if (this.now.size >= MOST) {
      this.before = this.now;
      this.now = new Map();
    }
    this.now.set(own, known);
  }
}
