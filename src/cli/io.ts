import type { Readable, Writable } from 'node:stream';

/** What the command line needs of a process, so that tests can give it another one. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborts when the user interrupts: stop reading, conclude, print. */
  readonly signal: AbortSignal;
}
