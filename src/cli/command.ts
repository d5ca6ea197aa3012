import type { Arguments } from './options/args.ts';
import type { Io } from './io.ts';

/** A command: what it prints goes to `io`, what it returns is the exit code. */
export type Run = (args: Arguments, io: Io) => Promise<number>;
