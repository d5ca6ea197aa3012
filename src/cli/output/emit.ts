import { CliError } from '../error.ts';
import type { Arguments } from '../options/args.ts';
import { colorOf } from '../options/color.ts';
import type { Io } from '../io.ts';
import { outputFiles, writeEach, type OutputFile } from './output-files.ts';
import { FORMATS, formatOf } from '../../show/index.ts';
import { ClosedPipe, writeAll } from '../stdout.ts';
import { didYouMean } from '../options/suggest.ts';
import type { ShowOptions } from '../../show/reporter.ts';

/** The formats of one command's own document, by name. */
export type Formats<T> = Readonly<Record<string, () => Promise<(document: T, options: ShowOptions) => Iterable<string>>>>;

/** Where a command's document goes: checked before anything is read. */
export interface Destination {
  readonly format: string;
  readonly color: boolean;
  readonly files: readonly OutputFile[];
}

/** Reads `--format`, `-o` and `--color`. @throws CliError on formats that the command does not have */
export function destinationOf<T>(args: Arguments, io: Io, formats: Formats<T>): Destination {
  const known = Object.keys(formats);
  // What a project's file or the environment says for all commands is no fault of this one: a format that only others have is left alone.
  const foreign = (name: string | undefined): boolean => name !== undefined && !known.includes(name) && Object.hasOwn(FORMATS, name);
  const spare = (option: string, name: string | undefined): boolean => args.origin(option) !== undefined && foreign(name);
  const asked = args.value('format') ?? 'text';
  const format = spare('format', asked) ? 'text' : asked;
  if (!known.includes(format))
    throw new CliError(`${args.command} has no format ${format}`, { where: '--format', help: didYouMean(format, known) });
  const paths = args.values('output').filter((path) => !spare('output', formatOf(path)));
  const files = outputFiles(paths, args.positionals);
  for (const file of files)
    if (!known.includes(file.format))
      throw new CliError(`${args.command} has no format ${file.format}`, { where: `-o ${file.path}`, help: `known: ${known.join(', ')}` });
  return { format, color: colorOf(args.value('color'), io), files };
}

/** Writes the files, then prints. A reader that closes the pipe has seen enough. @throws CliError, last of all, where a file cannot be written */
export async function emit<T>(document: T, formats: Formats<T>, { format, color, files }: Destination, io: Io): Promise<void> {
  const fault = await writeEach(files, async (name) => [...(await formats[name]!())(document, { color: false, width: 100 })].join(''));
  try {
    await writeAll(io.stdout, (await formats[format]!())(document, { color, width: io.stdout.columns ?? 80 }));
  } catch (error) {
    if (!(error instanceof ClosedPipe)) throw error;
  }
  if (fault !== undefined) throw fault;
}
