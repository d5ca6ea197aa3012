import type { Entry, EntrySet } from './entry.ts';
import { openSource } from './open.ts';
import { rotatedSets } from './sets.ts';
import { tarMembers, type Member } from './tar.ts';

/** For each file of a set its archive is read anew up to it; of more files that would take too long. */
const PARTS = 40;

/** What a member of an archive is called, as an input. */
export const memberName = (archive: string, path: string): string => `${archive}:${path.replace(/^(?:\.\/)+/, '')}`;

/** Hidden files are left out, as in a folder. */
export const isHidden = (path: string): boolean => path.split('/').some((part) => part.startsWith('.') && part !== '.' && part !== '..');

/**
 * The rotated sets among an archive's files, by the name of each of these: for that it is read once more where they are not known. Empty where it cannot be opened again.
 * @param most files that are looked at
 */
export async function setsIn(archive: Entry, most: number): Promise<ReadonlyMap<string, EntrySet>> {
  if (archive.path === undefined) return new Map();
  const paths = new Map<string, string>();
  for await (const path of pathsOf(archive)) {
    if (!isHidden(path) && archive.archived?.without.has(path) !== true) paths.set(memberName(archive.name, path), path);
    if (paths.size >= most) break;
  }
  const sets = new Map<string, EntrySet>();
  for (const set of new Set(rotatedSets([...paths.keys()]).values())) {
    if (set.paths.length > PARTS) continue;
    const parts = set.paths.map((name): Entry => ({ name, found: true, open: () => bytesOf(archive, paths.get(name) as string) }));
    const joined: EntrySet = { name: set.name, doubtful: set.doubtful, parts };
    for (const name of set.paths) sets.set(name, joined);
  }
  return sets;
}

async function* pathsOf(archive: Entry): AsyncGenerator<string> {
  if (archive.archived !== undefined) return yield* archive.archived.paths;
  for await (const { path } of membersOf(archive)) yield path;
}

/** The files of an archive, which is opened anew. */
export async function* membersOf(archive: Entry): AsyncGenerator<Member> {
  const { bytes, close } = await openSource(archive.open(), () => {});
  try {
    yield* tarMembers(bytes, () => {});
  } finally {
    await close();
  }
}

async function* bytesOf(archive: Entry, path: string): AsyncGenerator<Buffer> {
  for await (const member of membersOf(archive)) if (member.path === path) return yield* member.bytes;
}
