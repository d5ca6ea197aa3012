import { PassThrough, Readable, Writable } from 'node:stream';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

class Collector extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

interface World {
  /** What is piped in; null = a terminal. */
  readonly stdin?: string | null | Readable;
  readonly env?: Record<string, string>;
  readonly signal?: AbortSignal;
  readonly stdout?: Writable & { isTTY?: boolean; columns?: number };
  readonly stderr?: Writable;
  /** Columns of a terminal that listens to stderr. */
  readonly terminal?: number;
}

/** Runs the command line in this process, with a world of its own. */
export async function leakStream(argv: readonly string[], { stdin = '', env = {}, signal = new AbortController().signal, stdout, stderr, terminal }: World = {}): Promise<Ran> {
  const out = new Collector();
  const err = Object.assign(new Collector(), terminal === undefined ? {} : { isTTY: true, columns: terminal });
  const input: Io['stdin'] = stdin instanceof Readable ? stdin : stdin === null ? Object.assign(new PassThrough(), { isTTY: true }) : Readable.from(stdin === '' ? [] : [Buffer.from(stdin)], { objectMode: false });
  const code = await run(argv, { stdin: input, stdout: stdout ?? out, stderr: stderr ?? err, env, signal });
  return { code, stdout: out.text, stderr: err.text };
} // prettier-ignore
