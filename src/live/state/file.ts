import { createHash } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { kindOf } from '../../model/file-kind.ts';
import { linesOf, valueOf } from './graph.ts';

/** Grows when an older leak-stream could not read what is written. */
const FORMAT = 1;
const HEAD = /^leak-stream state (\d{1,9})\n/;
const SUM = /\nsha256 ([0-9a-f]{64})\n$/;
/** Bytes of that last line. */
const SUM_LENGTH = 72;
const BLOCK = 1 << 20;

/** With what a state was made: only the same can go on from it. Values by what the user calls them. */
export type MadeWith = Readonly<Record<string, string>>;

/** A file that is no state from which one could go on. The message says why, and `help` what to do. */
export class UnusableState extends Error {
  override readonly name = 'UnusableState';
  readonly help: string;

  constructor(why: string, help: string) {
    super(why);
    this.help = help;
  }
}

const ANEW = 'name another file, or move this one away, to begin anew';

/** A pipe would be waited for, and a device would give way to the file that is written in its place. @throws UnusableState; errors of the system */
async function refuseNoFile(path: string): Promise<void> {
  const kind = await stat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (kind === undefined || kind.isFile()) return;
  throw new UnusableState(`it is ${kindOf(kind)} and no file`, 'name a file of its own for the state');
}

/**
 * The values of a state file, in the order in which they were written. Undefined where there is no file, or an empty one.
 * @throws UnusableState where it is damaged, of a newer version or made with something else; errors of the system
 */
export async function readState(path: string, made: MadeWith): Promise<unknown[] | undefined> {
  await refuseNoFile(path);
  const bytes = await readFile(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (bytes === undefined || bytes.length === 0) return undefined;
  const version = HEAD.exec(bytes.toString('latin1', 0, 64))?.[1];
  if (version === undefined) throw new UnusableState('it is no state of leak-stream', 'name a file of its own for the state');
  if (Number(version) > FORMAT)
    throw new UnusableState(`it was written by a newer leak-stream (format ${version}; this one knows ${FORMAT})`, `update leak-stream, or ${ANEW}`);
  const sum = SUM.exec(bytes.toString('latin1', Math.max(0, bytes.length - 80)))?.[1];
  const body = bytes.subarray(0, bytes.length - SUM_LENGTH);
  if (sum === undefined || createHash('sha256').update(body).digest('hex') !== sum)
    throw new UnusableState('it is damaged: its checksum is not that of what it holds', ANEW);
  const [, first = '', ...lines] = body.toString('utf8', 0, body.length - 1).split('\n');
  const differing = differences(JSON.parse(first) as MadeWith, made);
  if (differing.length > 0)
    throw new UnusableState(`it was made with another ${differing.join(', another ')}`, `give the same as before, or ${ANEW}`);
  return parted(lines).map((part) => valueOf(part));
} // prettier-ignore

/** A plain value as lines of a state, as it is now: it may change afterwards. */
export const sectionOf = (value: unknown): readonly string[] => [...linesOf(value)];

/** Writes sections whole or not at all, for their owner only: they quote the log. Once this resolves they outlive a failure of power. */
export async function writeState(path: string, made: MadeWith, sections: readonly (readonly string[])[]): Promise<void> {
  const target = await realpath(path).catch(() => path);
  // Always the same name, so that a process that is killed leaves one part behind and not a thousand.
  const part = join(dirname(target), `.${basename(target)}.part`);
  await rm(part, { force: true });
  try {
    const file = await open(part, 'wx', 0o600);
    try {
      for (const block of blocksOf(made, sections)) await file.writeFile(block);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw error;
  }
  // A folder cannot be synchronised everywhere.
  const folder = await open(dirname(target), 'r').catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

function* blocksOf(made: MadeWith, sections: readonly (readonly string[])[]): Generator<Buffer> {
  const hash = createHash('sha256');
  let text = `leak-stream state ${FORMAT}\n${JSON.stringify(made)}\n`;
  const block = (): Buffer => {
    const bytes = Buffer.from(text);
    hash.update(bytes);
    text = '';
    return bytes;
  };
  for (const [i, lines] of sections.entries()) {
    if (i > 0) text += '\n';
    for (const line of lines) {
      text += `${line}\n`;
      if (text.length >= BLOCK) yield block();
    }
  }
  yield block();
  yield Buffer.from(`sha256 ${hash.digest('hex')}\n`);
}

const differences = (one: MadeWith, other: MadeWith): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => one[name] !== other[name]);

function parted(lines: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  for (const line of lines) if (line === '') parts.push([]);
  else parts.at(-1)?.push(line);
  return parts;
} // prettier-ignore
