import type { Instance } from '../../model/event.ts';
import type { PeeledLine, RawLine } from '../types.ts';

const MAX_PENDING = 4096;
const MAX_CHARS = 4 * 1024 * 1024;

/** A line on its way out of its envelopes. */
export interface State {
  readonly raw: RawLine;
  text: string;
  instance: Instance;
  stream?: 'stdout' | 'stderr';
  at?: number;
  severity?: NonNullable<PeeledLine['severity']>;
  request?: string;
  object?: Readonly<Record<string, unknown>>;
  octal: boolean;
}

interface Pending {
  readonly first: State;
  text: string;
  /** The bytes of a letter that its end was cut in, one character each. */
  half: string;
  clipped: boolean;
  /** Records that were passed over before its pieces. */
  over: number;
}

/** The beginning of a letter, and the rest of one. */
const HEAD = /[\xc2-\xf4][\x80-\xbf]{0,2}\r?$/;
const REST = /^[\x80-\xbf]{1,3}/;

const halfOf = ({ raw: { bytes }, text }: State): string =>
  bytes !== undefined && text.endsWith('\ufffd') ? (HEAD.exec(bytes)?.[0].replace('\r', '') ?? '') : '';

/** Puts a piece behind another, and the two halves of a letter together. */
function joined(text: string, half: string, next: State): string {
  const { bytes, text: line } = next.raw;
  // what a runtime puts before a piece is ASCII: there a byte is a character
  const rest = half !== '' && bytes !== undefined ? REST.exec(bytes.slice(line.length - next.text.length))?.[0] : undefined;
  const letter = rest === undefined ? '\ufffd' : Buffer.from(half + rest, 'latin1').toString('utf8');
  if (rest === undefined || letter.includes('\ufffd')) return text + next.text;
  return text.slice(0, -1) + letter + next.text.slice(rest.length);
}

const whole = ({ first, text, clipped, over }: Pending): State => {
  const { over: _, bytes: __, ...raw } = first.raw;
  return { ...first, text, raw: { ...raw, clipped, ...(over !== 0 && { over }) } };
};

/** Joins what container runtimes cut, per stream and without a line break; it bears the time and place of its first piece. */
export class Pieces {
  readonly #pending = new Map<string, Pending>();

  /** Takes an entry, `more` where it goes on in the next one. @returns the whole text; undefined while pieces of it are missing */
  take(depth: number, next: State, more: boolean): State | undefined {
    if (!more && this.#pending.size === 0) return next;
    const key = `${depth} ${next.stream ?? ''} ${next.instance.pod ?? ''} ${next.instance.container ?? ''} ${next.instance.host ?? ''}`;
    const waiting = this.#pending.get(key);
    if (!waiting) {
      if (!more || this.#pending.size >= MAX_PENDING) return next;
      this.#pending.set(key, { first: next, text: next.text, half: halfOf(next), clipped: next.raw.clipped, over: next.raw.over ?? 0 });
      return undefined;
    }
    const room = MAX_CHARS - waiting.text.length;
    waiting.text = next.text.length > room ? waiting.text + next.text.slice(0, room) : joined(waiting.text, waiting.half, next);
    waiting.half = halfOf(next);
    waiting.clipped ||= next.text.length > room || next.raw.clipped;
    waiting.over += next.raw.over ?? 0;
    if (more) return undefined;
    this.#pending.delete(key);
    return whole(waiting);
  }

  /** What still waits for its rest. */
  flush(): State[] {
    const waiting = [...this.#pending.values()].map(whole);
    this.#pending.clear();
    return waiting;
  }

  /** Pieces that wait for their rest, as plain data. */
  memory(): ReadonlyMap<string, object> {
    return new Map([...this.#pending].map(([key, pending]) => [key, { ...pending }]));
  }

  recall(memory: ReadonlyMap<string, object>): void {
    for (const [key, pending] of memory) this.#pending.set(key, pending as Pending);
  }
}
