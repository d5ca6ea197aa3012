import type { SoFar } from '../../read/ahead.ts';
import { clean } from '../../show/clean.ts';
import { clip, clipStart, columns } from '../../show/text/fit.ts';
import { bytesText, duration } from '../../show/words.ts';
import type { Arguments } from '../options/args.ts';
import { expectedBytes } from './expected-bytes.ts';
import type { Io } from '../io.ts';
import { write } from '../stdout.ts';

export interface Progress {
  /** Passes batches on and tells how far the reading is. */
  watch<T>(batches: AsyncIterable<T>, soFar: () => SoFar): AsyncGenerator<T>;
  /** Takes the line away. */
  end(): void;
}

/** What is done by then is not worth a line that flashes up. */
const FIRST_MS = 700;
/** How often the line of a terminal is drawn anew, and how often a log gets another one. */
const REDRAWN_MS = 200;
const REPEATED_MS = 5000;
/** A rate of less time jumps about. */
const STEADY_MS = 2000;

/**
 * How far the reading is, on stderr: where that is a terminal or `--progress` asks for it, and nobody said `--no-progress` or `--quiet`.
 * A terminal has one line that is drawn anew and taken away at the end.
 */
export function progressOf(args: Arguments, { stderr }: Io, inputs: readonly string[]): Progress {
  const terminal = stderr.isTTY === true;
  const shown = args.has('progress') || (terminal && !args.has('quiet'));
  if (!shown || args.has('no-progress')) return { watch: (batches) => passed(batches), end: () => {} };
  let drawn = false;
  let ended = false;
  const draw = (text: string): void => {
    if (ended) return;
    const line = terminal ? `\r${clip(text, (stderr.columns ?? 80) - 1)}\u001b[K` : `${text}\n`;
    drawn = true;
    void write(stderr, line);
  };
  return {
    async *watch(batches, soFar) {
      const started = performance.now();
      let expected: ReadonlyMap<string, number> | undefined;
      void expectedBytes(inputs).then((sizes) => (expected = sizes));
      const tell = (): void => draw(progressText(soFar(), expected, performance.now() - started, (stderr.columns ?? 80) - 1));
      let again: NodeJS.Timeout | undefined;
      const first = setTimeout(() => {
        tell();
        again = setInterval(tell, terminal ? REDRAWN_MS : REPEATED_MS).unref();
      }, FIRST_MS).unref();
      try {
        yield* batches;
      } finally {
        clearTimeout(first);
        clearInterval(again);
      }
      // Nothing else can be drawn while the judge is at work.
      if (drawn) draw('judging …');
    },
    end() {
      if (drawn && terminal && !ended) void write(stderr, '\r\u001b[K');
      ended = true;
    },
  };
}

async function* passed<T>(batches: AsyncIterable<T>): AsyncGenerator<T> {
  yield* batches;
}

/**
 * `reading 412 MB of 1.2 GB (34 %), 98 MB/s, 8 s left: logs/app.log`.
 * @param expected bytes of each source where all are known
 */
export function progressText(soFar: SoFar, expected: ReadonlyMap<string, number> | undefined, ms: number, width: number): string {
  const { sources } = soFar;
  const done = sources.reduce((sum, { bytes }) => sum + bytes, 0);
  const rate = done / Math.max(1, ms);
  const total = expected && wholeOf(soFar, expected);
  const parts = [`reading ${bytesText(done)}`];
  if (total !== undefined && total > 0) parts[0] += ` of ${bytesText(total)} (${Math.floor((done / total) * 100)} %)`;
  parts.push(`${bytesText(rate * 1000)}/s`);
  if (total !== undefined && ms >= STEADY_MS && rate > 0) parts.push(`${duration(Math.ceil((total - done) / rate / 1000) * 1000)} left`);
  const told = parts.join(', ');
  const name = clean(sources.at(-1)?.name ?? '');
  const room = width - columns(told) - 2;
  return name === '' || room < 12 ? told : `${told}: ${clipStart(name, room)}`;
} // prettier-ignore

/** Bytes that all sources have together: of those behind us as counted, of the others as expected. Undefined where the guess was wrong. */
function wholeOf({ sources, open }: SoFar, expected: ReadonlyMap<string, number>): number | undefined {
  const done = new Map(sources.map(({ name, bytes }) => [name, bytes]));
  let total = 0;
  for (const [name, size] of expected) {
    const read = done.get(name);
    if (read !== undefined && open.has(name) && read > size) return undefined;
    total += read === undefined || open.has(name) ? size : read;
  }
  const known = [...done.keys()].every((name) => expected.has(name));
  return known ? total : undefined;
}
