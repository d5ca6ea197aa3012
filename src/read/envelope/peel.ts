import type { Instance, Severity } from '../../model/event.ts';
import { Recurring } from '../recurring.ts';
import { readTimeAt, type ReadTime, type TimeOptions } from '../time/index.ts';

/** How stamps of envelopes are read. */
export interface UnwrapperOptions {
  /** Zone of stamps that name none. Default UTC. */
  readonly timezone?: string | undefined;
  /** An instant near the log (a file's time of change), for stamps without a year. Epoch milliseconds. */
  readonly near?: number | undefined;
}

/** What one envelope, taken off, leaves and tells. */
export interface Peel {
  readonly name: string;
  /** What was inside. Line breaks in it are the entry's own. */
  readonly rest: string;
  /** When the line was written. Left out where the stamp only says when somebody collected it. */
  readonly time?: ReadTime;
  readonly instance?: Instance;
  readonly stream?: 'stdout' | 'stderr';
  readonly severity?: Severity;
  /** The request that the line belongs to: a trace's id. */
  readonly request?: string;
  /** The entry's record, already parsed; `rest` is its text. */
  readonly object?: Readonly<Record<string, unknown>>;
  /** The entry goes on in the next one of the same stream, without a line break between. */
  readonly partial?: boolean;
  /** The line belongs to the tool that delivered the log and holds nothing of the application. */
  readonly drop?: boolean;
  /** Line breaks and tabs are escaped as syslog daemons do: `#012`, `#011`. */
  readonly octal?: boolean;
  /** Width of what was taken off, where continuation lines are indented by it. */
  readonly indent?: number;
}

export interface MemoryKept {
  readonly proved: readonly string[];
  readonly newlines: boolean;
  readonly indent: number;
  readonly options: TimeOptions;
}

/** Names, and how often they changed. */
class Proofs extends Set<string> {
  changes = 0;

  override add(name: string): this {
    if (!this.has(name)) this.changes++;
    return super.add(name);
  }

  override delete(name: string): boolean {
    if (this.has(name)) this.changes++;
    return super.delete(name);
  }
}

/**
 * What a source has shown so far at one depth of nesting. Envelopes that could be mistaken for a layout are believed only once proved.
 */
export class Memory {
  /** Names of ambiguous envelopes that the source has proved. */
  readonly proved = new Proofs();
  /** Docker's entries end in line breaks here, so one without is a piece. */
  newlines = false;
  /** Blanks that stand before every line, 0 where that is not known yet, -1 where lines begin at the left. */
  indent = 0;
  /** Nothing has been taken off a line before it comes here. */
  readonly outermost: boolean;
  #options: TimeOptions = {};
  #text: string | undefined;
  #time: ReadTime | undefined;
  /** Texts without an envelope, and what the source had shown then. */
  readonly #bare = new Recurring<number>();
  #asked = 0;

  constructor(outermost = false) {
    this.outermost = outermost;
  }

  /** Whether no envelope was found in the text before, and nothing was shown since: lines of statements and tables come again and again. */
  knowsBare(text: string): boolean {
    return this.#bare.find(text) === (this.#asked = this.#shown);
  }

  /** No envelope was found in the text that was asked for last. */
  foundBare(): void {
    if (this.#asked === this.#shown) this.#bare.learn(this.#asked);
  }

  /** Changes whenever something was shown on which it depends whether a text wears an envelope. */
  get #shown(): number {
    return this.proved.changes * 2 ** 20 + (this.indent + 1) * 2 + (this.newlines ? 1 : 0);
  }

  get options(): TimeOptions {
    return this.#options;
  }

  set options(options: TimeOptions) {
    this.#options = options;
    this.#text = undefined;
  }

  /** The time with which a text begins; read once, because several envelopes ask for it. */
  timeOf(text: string): ReadTime | undefined {
    if (text !== this.#text) {
      this.#text = text;
      this.#time = readTimeAt(text, 0, this.#options);
    }
    return this.#time;
  }

  /** What the source has shown, as plain data. */
  memory(): MemoryKept {
    const { proved, newlines, indent } = this;
    return { proved: [...proved], newlines, indent, options: this.#options };
  }

  recall({ proved, newlines, indent, options }: MemoryKept): void {
    for (const name of proved) this.proved.add(name);
    this.newlines = newlines;
    this.indent = indent;
    this.options = options;
  }
}

export type Envelope = (text: string, memory: Memory) => Peel | undefined;

/** Copies the texts among some values into an instance; undefined where there are none. */
export function instanceOf(
  values: Readonly<Record<keyof Instance, unknown>> | Partial<Record<keyof Instance, unknown>>,
): Instance | undefined {
  const instance: Instance = {};
  let any = false;
  for (const [key, value] of Object.entries(values)) {
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text !== 'string' || text === '' || text === '-' || text.length > 400) continue;
    instance[key as keyof Instance] = text;
    any = true;
  }
  return any ? instance : undefined;
}
