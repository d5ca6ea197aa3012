/*
 * Values as programs print them: JSON, whole or spread over lines, and what Node's console.dir makes of an object (`name: 'x'`, keys without quotes). One reader for
 * both, which takes what is there: the end may be missing.
 */

/** More values than a page of metrics holds, and deeper. */
const MOST = 200_000;
const DEPTH = 24;
const SPACE = /[\s,]/;
/** What ends a word without quotes. */
const ENDS = new Set([',', '}', ']', '{', '[', ':', '\n', '=']);

class Reader {
  #at = 0;
  #left = MOST;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next object; undefined where none begins any more. */
  next(): unknown {
    const from = this.#text.indexOf('{', this.#at);
    if (from < 0 || this.#left <= 0) return undefined;
    this.#at = from;
    return this.#value(0);
  }

  #value(depth: number): unknown {
    this.#left--;
    this.#skip();
    const sign = this.#text[this.#at];
    if (sign === '{') return this.#object(depth + 1);
    if (sign === '[') return this.#array(depth + 1);
    if (sign === '"' || sign === "'" || sign === '`') return this.#quoted(sign);
    const word = this.#word();
    // `Map(1) {`: of the class whose value follows
    if (this.#text[this.#at] === '{') return this.#object(depth + 1);
    const number = word === '' ? NaN : Number(word);
    return Number.isFinite(number) ? number : word;
  }

  #object(depth: number): Record<string, unknown> {
    const found: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    this.#at++;
    while (this.#goesOn('}', depth)) {
      const sign = this.#text[this.#at] as string;
      const key = sign === '"' || sign === "'" || sign === '`' ? this.#quoted(sign) : this.#word();
      this.#skip();
      if (this.#text.startsWith('=>', this.#at)) this.#at += 2;
      else if (this.#text[this.#at] === ':') this.#at++;
      else if (key === '') this.#at++;
      else continue;
      found[key] = this.#value(depth);
    }
    return found;
  }

  #array(depth: number): unknown[] {
    const found: unknown[] = [];
    this.#at++;
    while (this.#goesOn(']', depth)) {
      const before = this.#at;
      found.push(this.#value(depth));
      if (this.#at === before) this.#at++;
    }
    return found;
  }

  /** Whether another member follows; takes the end where it comes. */
  #goesOn(end: '}' | ']', depth: number): boolean {
    this.#skip();
    if (this.#at >= this.#text.length || this.#left <= 0 || depth > DEPTH) return false;
    const sign = this.#text[this.#at];
    if (sign !== '}' && sign !== ']') return true;
    if (sign === end) this.#at++;
    return false;
  }

  #skip(): void {
    while (this.#at < this.#text.length && SPACE.test(this.#text[this.#at] as string)) this.#at++;
  }

  #quoted(quote: string): string {
    let from = ++this.#at;
    let said = '';
    for (; this.#at < this.#text.length; this.#at++) {
      const sign = this.#text[this.#at];
      if (sign === quote) return said + this.#text.slice(from, this.#at++);
      if (sign !== '\\') continue;
      said += this.#text.slice(from, this.#at);
      from = ++this.#at;
    }
    return said + this.#text.slice(from);
  }

  #word(): string {
    const from = this.#at;
    while (this.#at < this.#text.length && !ENDS.has(this.#text[this.#at] as string)) this.#at++;
    return this.#text.slice(from, this.#at).trim();
  }
}

/** The objects in a text, one after the other, at most so many. @param most objects */
export function objectsIn(text: string, most: number): unknown[] {
  const reader = new Reader(text);
  const found: unknown[] = [];
  while (found.length < most) {
    const value = reader.next();
    if (value === undefined) break;
    found.push(value);
  }
  return found;
}
