import { existsSync } from 'node:fs';
import type { Notice } from '../../model/report.ts';
import { clean } from '../../show/clean.ts';
import type { Arguments } from './args.ts';
import type { Io } from '../io.ts';
import { write } from '../stdout.ts';
import { COMMANDS } from './option-table.ts';
import { distance } from './suggest.ts';
import { CliError } from '../error.ts';

/** @throws CliError where the first word is no file but nearly a command */
function refuseMisspelt(args: Arguments): void {
  const [word = ''] = args.positionals;
  if (args.command !== 'analyse' || !/^[a-z]{2,12}$/i.test(word) || existsSync(word)) return;
  const near = COMMANDS.map((name) => ({ name, off: distance(word.toLowerCase(), name) })).sort((a, b) => a.off - b.off)[0];
  if (near === undefined || near.off > 2 || near.off >= word.length) return;
  const help = `did you mean ${near.name}? leak-stream --help lists the commands`;
  throw new CliError(`there is no command or file ${word}`, { where: 'command line', help });
}

/** @throws CliError where a word is the address of a page and no file */
function refuseAddress({ positionals }: Arguments): void {
  const address = positionals.find((word) => /^https?:\/\//i.test(word) && !existsSync(word));
  if (address === undefined) return;
  const help = `curl -sSfL '${address.replaceAll("'", '%27')}' | leak-stream`;
  throw new CliError('leak-stream reads no network addresses', { where: address, help });
}

/** @throws CliError where a word is empty, as the shell makes it of a variable that is not set */
function refuseEmpty({ positionals }: Arguments): void {
  if (!positionals.includes('')) return;
  throw new CliError("an input is named ''", { where: 'command line', help: 'is the variable empty that holds its name?' });
}

/**
 * The inputs that the words name; standard input (`-`) where there are none and somebody pipes. Undefined: there is nothing to read.
 * @throws CliError where the first word is a misspelt command, or one names nothing that can be read
 */
export function inputsOf(args: Arguments, io: Io): readonly string[] | undefined {
  refuseMisspelt(args);
  refuseAddress(args);
  refuseEmpty(args);
  if (args.positionals.length > 0) return args.positionals;
  return io.stdin.isTTY === true ? undefined : ['-'];
}

/** Notices of inputs that were not read to their end. */
const CUT_SHORT = new Set(['compressed-input-damaged', 'archive-damaged']);

/** Names what could not be read, or not to its end. @returns whether there was any such input */
export async function noteUnread(failures: readonly Failed[], notices: readonly Notice[], io: Io): Promise<boolean> {
  await noteFailures(failures, io);
  const cut = notices.filter(({ code }) => CUT_SHORT.has(code));
  for (const { text } of cut) await write(io.stderr, `leak-stream: not read to its end: ${clean(text)}\n`);
  return failures.length > 0 || cut.length > 0;
}

interface Failed {
  readonly name: string;
  readonly message: string;
}

/** Said on stderr where the user stopped the reading: the report is of a part of the input. */
export const noteInterrupted = (io: Io): Promise<void> => write(io.stderr, 'leak-stream: interrupted: this is what was read until then\n');

/** Names each input that could not be read. */
export async function noteFailures(failures: readonly Failed[], io: Io): Promise<void> {
  for (const { name, message } of failures) {
    await write(io.stderr, `leak-stream: cannot read ${clean(name)}: ${clean(message)}\n`);
  }
}
