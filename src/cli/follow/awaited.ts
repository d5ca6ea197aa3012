import type { Failure } from '../../read/index.ts';
import { clean } from '../../show/clean.ts';
import type { Arguments } from '../options/args.ts';
import type { Io } from '../io.ts';
import { write } from '../stdout.ts';
import { isDrawn } from './listen.ts';

const NAMED = 5;

/** Says what is waited for, unless a view is drawn, which must not be written over: a name that is spelt wrong would be waited for for ever. */
export async function tellAwaited(missing: readonly Failure[], args: Arguments, io: Io): Promise<void> {
  if (args.has('quiet') || isDrawn(args, io)) return;
  const told = missing.slice(0, NAMED).map(({ name, message }) => `leak-stream: ${clean(name)}: ${clean(message)}; waiting for it\n`);
  const rest = missing.length > NAMED ? `leak-stream: and for ${missing.length - NAMED} more\n` : '';
  await write(io.stderr, told.join('') + rest);
}
