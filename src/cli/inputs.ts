import type { Arguments } from './args.ts';
import type { Io } from './io.ts';
import { write } from './stdout.ts';
import { COMMANDS } from './option-table.ts';
import { suggest } from './suggest.ts';

/** The inputs that the words name; standard input (`-`) where there are none and somebody pipes. Undefined: there is nothing to read. */
export function inputsOf(args: Arguments, io: Io): readonly string[] | undefined {
  if (args.positionals.length > 0) return args.positionals;
  return io.stdin.isTTY === true ? undefined : ['-'];
}

/** Names each input that could not be read, and the command that was perhaps meant. */
export async function noteFailures(failures: readonly { readonly name: string; readonly message: string }[], io: Io): Promise<void> {
  for (const { name, message } of failures) {
    const command = /^[a-z]{4,12}$/.test(name) ? suggest(name, COMMANDS) : undefined;
    const hint = command === undefined ? '' : ` (did you mean the command ${command}?)`;
    await write(io.stderr, `leak-stream: cannot read ${name}: ${message}${hint}\n`);
  }
}
