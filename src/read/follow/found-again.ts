import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { headOf } from '../source/doubles.ts';
import type { Entry } from '../source/entry.ts';
import { HEAD } from '../source/follow.ts';
import type { FilePlace } from '../source/follow.ts';
import { fileEntry } from '../source/inputs.ts';
import { rotatedSets } from '../source/sets.ts';

/** So much of a file's beginning must be alike where nothing else tells that it is the same. */
const TELLING = 32;

/** A place in a file; of one that is not plain text, in what is inside. */
export type KnownPlace = FilePlace & { readonly plain: boolean };

export interface FoundAgain {
  /** The file in which the place is now, and those in which the log goes on, oldest first. */
  readonly paths: readonly string[];
  /** Files of the log that were read before it. */
  readonly read: readonly string[];
  /** The place, as it is in the first of the paths. */
  readonly place: KnownPlace;
}

/**
 * Looks for the place up to which a log was read: in the file itself, in the same file under another name, or in a packed or copied one that begins
 * alike. @returns undefined where it is gone
 * @param paths the log's files, oldest first
 */
export async function foundAgain(place: KnownPlace, paths: readonly string[]): Promise<FoundAgain | undefined> {
  const at = await lastOf(paths, (path) => isFile(place, path));
  if (at >= 0) return { paths: paths.slice(at), read: paths.slice(0, at), place };
  const renamed = await renamedOf(place);
  if (renamed !== undefined) return { paths: [renamed, ...paths.slice(-1)], read: paths.slice(0, -1), place };
  const alike = place.head.length < TELLING ? -1 : await lastOf(paths, (path) => beginsAlike(place, path));
  return alike < 0 ? undefined : { paths: paths.slice(alike), read: paths.slice(0, alike), place: { ...place, plain: false } };
}

/** The files of the log of which one has this path, oldest first: those of its folder that its name shows to belong to it. */
export async function filesOfLog(path: string): Promise<readonly string[]> {
  const names = await readdir(dirname(path)).catch(() => []);
  const set = rotatedSets(names.map((name) => join(dirname(path), name))).get(join(dirname(path), basename(path)));
  return set === undefined || set.doubtful ? [path] : set.paths;
}

/** First bytes of a file, one character each; '' where it cannot be read. */
export async function rawHead(path: string): Promise<string> {
  // A pipe would be waited for, and what is read of it is gone.
  const isPlain = await stat(path).then((found) => found.isFile(), () => false); // prettier-ignore
  const file = isPlain ? await open(path, 'r').catch(() => undefined) : undefined;
  if (file === undefined) return '';
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } catch {
    return '';
  } finally {
    await file.close();
  }
}

async function isFile({ dev, ino, head, at, plain }: KnownPlace, path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.dev !== dev || found.ino !== ino) return false;
  // One that is shorter than what was read of it was emptied.
  return (!plain || found.size >= at) && (await rawHead(path)).startsWith(head);
}

async function beginsAlike({ head }: KnownPlace, path: string): Promise<boolean> {
  const entry: Entry = fileEntry(path, false);
  return (await headOf(entry)).startsWith(head);
}

async function renamedOf(place: KnownPlace): Promise<string | undefined> {
  const folder = dirname(place.path);
  for (const name of await readdir(folder).catch(() => [])) if (await isFile(place, join(folder, name))) return join(folder, name);
  return undefined;
}

async function lastOf(paths: readonly string[], test: (path: string) => Promise<boolean>): Promise<number> {
  for (let i = paths.length - 1; i >= 0; i--) if (await test(paths[i] as string)) return i;
  return -1;
}
