import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Entry } from './entry.ts';
import { openSource } from './open.ts';

/** Told of a file that is left out: why, and which. */
export type Note = (code: string, subject: string, text: string) => void;

/** Files are compared where their text begins alike so far. */
const HEAD = 256;
/** More files than this are not opened a second time, nor so many that begin alike held against each other. */
const FILES = 1_000;
const ALIKE = 50;

interface Bytes {
  readonly bytes: AsyncGenerator<Buffer>;
  readonly close: () => Promise<void>;
  /** Once they have ended: whether damage ended them. */
  readonly isBroken: () => boolean;
}

/** The decompressed bytes of a file; damage ends them. */
async function bytesOf(entry: Entry): Promise<Bytes | undefined> {
  let broken = false;
  try {
    const { bytes, close, binary, archive } = await openSource(entry.open(), () => (broken = true));
    if (!binary && !archive) return { bytes, close, isBroken: () => broken };
    await close();
  } catch {
    // So does this.
  }
  return undefined;
}

/** How the decompressed text of a file begins, one character for each byte; '' where it cannot be read. */
export const headOf = async (entry: Entry): Promise<string> => (await beginningOf(entry.open())).head;

/** How a text begins, and whether it is an archive of such. */
async function beginningOf(stream: AsyncIterable<unknown>): Promise<{ readonly head: string; readonly archive: boolean }> {
  const nothing = { head: '', archive: false };
  try {
    const { bytes, close, binary, archive } = await openSource(stream, () => {});
    let head = '';
    while (!binary && !archive && head.length < HEAD) {
      const next = await bytes.next();
      if (next.done) break;
      head += next.value.toString('latin1', 0, HEAD);
    }
    await close();
    return { head: head.slice(0, HEAD), archive };
  } catch {
    // Whoever reads it whole says why it cannot be read.
    return nothing;
  }
}

/** Which of two files is whole in the other from its first byte on, and whether damage ended it; undefined where they part. */
async function shorterOf(a: Entry, b: Entry): Promise<{ shorter: Entry; cut: boolean } | undefined> {
  const [one, two] = [await bytesOf(a), await bytesOf(b)];
  try {
    if (!one || !two) return undefined;
    const first = () => ({ shorter: a, cut: one.isBroken() });
    const second = () => ({ shorter: b, cut: two.isBroken() });
    let [left, right] = [Buffer.alloc(0), Buffer.alloc(0)];
    for (;;) {
      if (left.length === 0) {
        const next = await one.bytes.next();
        // The later of two equal ones goes.
        if (next.done) return right.length === 0 && (await two.bytes.next()).done ? second() : first();
        left = next.value as Buffer<ArrayBuffer>;
        continue;
      }
      if (right.length === 0) {
        const next = await two.bytes.next();
        if (next.done) return second();
        right = next.value as Buffer<ArrayBuffer>;
        continue;
      }
      const length = Math.min(left.length, right.length);
      if (left.compare(right, 0, length, 0, length) !== 0) return undefined;
      [left, right] = [left.subarray(length), right.subarray(length)];
    }
  } catch {
    return undefined;
  } finally {
    await one?.close();
    await two?.close();
  }
}

/**
 * Leaves out files whose whole text another one begins with: the same log twice, packed and not, or fetched earlier and later, also inside of archives. Read
 * twice, each leak in it would count twice. What is compared is the text, so two pods' logs are two logs as long as one byte differs.
 */
export async function withoutDoubles(files: readonly Entry[], notice: Note): Promise<readonly Entry[]> {
  if (files.length > FILES) return files;
  const groups = new Map<string, Entry[]>();
  const heads = new Map<Entry, string>();
  const archives: Entry[] = [];
  for (const file of files) {
    // A pipe gives its bytes once.
    const regular = await stat(file.name).then((found) => found.isFile(), () => false); // prettier-ignore
    const { head, archive } = regular ? await beginningOf(file.open()) : { head: '', archive: false };
    if (archive) archives.push(file);
    if (head === '') continue;
    heads.set(file, head);
    const alike = groups.get(head);
    if (alike) alike.push(file);
    else groups.set(head, [file]);
  }
  const out = new Set<Entry>();
  for (const group of groups.values()) {
    for (const [i, a] of group.slice(0, ALIKE).entries()) {
      for (const b of group.slice(i + 1, ALIKE)) {
        if (out.has(a)) break;
        const found = out.has(b) ? undefined : await shorterOf(a, b);
        if (found === undefined) continue;
        const { shorter, cut } = found;
        out.add(shorter);
        const other = shorter === a ? b : a;
        if (cut)
          notice(
            'compressed-input-damaged',
            shorter.name,
            `${shorter.name}: the compressed data ends early or is damaged; what it held before stands in ${other.name} too, and was read once, there`,
          );
        else notice('same-log-twice', shorter.name, `${shorter.name}: all of it stands in ${other.name} too; it was read once, there`);
      }
    }
  }
  for (const file of out) heads.delete(file);
  const kept = files.filter((file) => !out.has(file));
  if (archives.length === 0) return kept;
  const { membersTwice } = await import('./members-twice.ts');
  const known = await membersTwice(archives, heads, async (bytes) => (await beginningOf(bytes)).head, (name, other) =>
    notice('same-log-twice', name, `${name}: all of it stands in ${other} too; it was read once, there`),
  ); // prettier-ignore
  return kept.map((file) => known.get(file) ?? file);
}

/** A file that was named before, by a link or another path. */
export function noteLinked(path: string, other: string, notice: Note): void {
  if (resolve(path) !== resolve(other)) notice('same-log-twice', path, `${path}: the same file as ${other}; it was read once`);
}
