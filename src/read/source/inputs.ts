import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { noteLinked, withoutDoubles, type Note } from './doubles.ts';
import type { Entry, EntrySet } from './entry.ts';
import { FileSource } from './file.ts';
import { glob, isGlob } from './glob.ts';
import { kindOf } from '../../model/file-kind.ts';
import { rotatedSets } from './sets.ts';
import { withoutStream } from './standard-input.ts';

/** What a caller may name as input: a file, a folder, a glob, `-`, a stream, or a stream with a name for the report. */
export type Input = string | Readable | { readonly name: string; readonly stream: Readable };

export interface Failure {
  readonly name: string;
  readonly message: string;
}

/** An input that is opened by its path. */
export const fileEntry = (path: string, found: boolean): Entry => ({
  name: path,
  path,
  found,
  open: () => new FileSource(path),
});

/** Names the files of a folder, deepest last, hidden ones left out, links followed at most once. */
async function filesOf(folder: string, seen: Set<string>): Promise<string[]> {
  const real = await realpath(folder);
  if (seen.has(real)) return [];
  seen.add(real);
  const files: string[] = [];
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => !entry.name.startsWith('.'));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    const directory = entry.isSymbolicLink() ? await stat(path).then((s) => s.isDirectory(), () => false) : entry.isDirectory(); // prettier-ignore
    if (directory) files.push(...(await filesOf(path, seen)));
    else files.push(path);
  }
  return files;
}

const explain = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'no such file or folder';
  if (code === 'EACCES' || code === 'EPERM') return 'not allowed to read it';
  return error instanceof Error ? error.message : String(error);
};

/**
 * Turns inputs into entries, in the order given; a rotated set stands where the first of its files does. What cannot be found is a failure,
 * and the others are read all the same. A file that several inputs name is read once, and so is a log that several files hold.
 * @param note told of what is left out for that; without it contents are not compared
 */
export async function entriesOf(
  inputs: readonly Input[],
  stdin: Readable | undefined,
  failures: Failure[],
  note?: Note,
): Promise<readonly (Entry | EntrySet)[]> {
  const seen = new Map<string, string>();
  const entries: Entry[] = [];
  const files: Entry[] = [];
  for (const input of inputs) {
    if (typeof input !== 'string') {
      const [name, stream] = 'stream' in input ? [input.name, input.stream] : ['<stream>', input];
      entries.push({ name, found: false, open: () => stream });
    } else if (input === '-') {
      const stream = stdin ?? (await import('./own-stdin.ts')).stdin;
      entries.push({ name: '<stdin>', found: false, open: () => withoutStream(stream) });
    } else {
      for (const path of await pathsOf(input, failures, note)) {
        const real = await realpath(path).catch(() => path);
        const other = seen.get(real);
        if (other !== undefined) {
          if (note) noteLinked(path, other, note);
          continue;
        }
        seen.set(real, path);
        const file = fileEntry(path, path !== input);
        files.push(file);
        entries.push(file);
      }
    }
  }
  const kept = new Map((note ? await withoutDoubles(files, note) : files).map((file) => [file.name, file]));
  const known = new Set(files);
  const all = entries.flatMap((entry) => (known.has(entry) ? (kept.get(entry.name) ?? []) : [entry]));
  return joined(all, [...kept.keys()]);
}

/** What nobody named itself and is no file is passed over: a pipe is waited for until somebody writes to it, a device perhaps for ever. */
async function filesOnly(paths: readonly string[], notice: Note | undefined): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const kind = await stat(path).catch(() => undefined);
    if (kind === undefined || kind.isFile()) files.push(path);
    else if (notice !== undefined) notice('no-file-skipped', path, `${path}: ${kindOf(kind)} and no file, skipped`);
  }
  return files;
}

async function pathsOf(input: string, failures: Failure[], note: Note | undefined): Promise<readonly string[]> {
  try {
    const kind = await stat(input).catch((error: unknown) => (isGlob(input) ? undefined : Promise.reject(error as Error)));
    const paths = kind?.isDirectory()
      ? await filesOnly(await filesOf(input, new Set()), note)
      : kind
        ? [input]
        : await filesOnly(await glob(input), note);
    if (paths.length === 0) failures.push({ name: input, message: kind ? 'the folder holds no file' : 'no file matches' });
    return paths;
  } catch (error) {
    failures.push({ name: input, message: explain(error) });
    return [];
  }
}

function joined(entries: readonly Entry[], paths: readonly string[]): readonly (Entry | EntrySet)[] {
  const sets = rotatedSets(paths);
  if (sets.size === 0) return entries;
  const byPath = new Map(entries.map((entry) => [entry.name, entry]));
  const done = new Set<unknown>();
  return entries.flatMap((entry): (Entry | EntrySet)[] => {
    const set = paths.includes(entry.name) ? sets.get(entry.name) : undefined;
    if (set === undefined) return [entry];
    if (done.has(set)) return [];
    done.add(set);
    return [{ name: set.name, doubtful: set.doubtful, parts: set.paths.flatMap((path) => byPath.get(path) ?? []) }];
  });
}

export { explain as explainError };
