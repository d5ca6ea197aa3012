import { createHash, type Hash } from 'node:crypto';
import { isHidden, memberName, membersOf } from './archived-sets.ts';
import type { Entry } from './entry.ts';
import { openSource } from './open.ts';

/** Files of one archive that are looked at; as many as are read. */
const MEMBERS = 10_000;
/** So many files that begin alike are held against each other. */
const ALIKE = 50;

/** An archive's file, or one that lies beside. */
interface Text {
  readonly entry: Entry;
  /** Its path in the archive. */
  readonly member?: string;
  readonly name: string;
}

/** The whole text of a file. */
interface Whole {
  readonly length: number;
  readonly sum: string;
}

/**
 * Which files of archives hold a text that stands elsewhere too: at the beginning of a file beside, or as another file of an archive. Archives are read once to
 * see how their files begin, and a second time only where some begin alike; then texts are told by their sums, for to reach a file its archive has to be read.
 * @param heads files that are read, by how they begin
 * @param headOf how a text begins; '' where it cannot be read
 * @param onTwice told of each file that is left out, and where else its text stands
 * @returns the archives, which know their files and those that are left out
 */
export async function membersTwice(
  archives: readonly Entry[],
  heads: ReadonlyMap<Entry, string>,
  headOf: (bytes: AsyncIterable<Buffer>) => Promise<string>,
  onTwice: (name: string, other: string) => void,
): Promise<ReadonlyMap<Entry, Entry>> {
  const alike = new Map<string, Text[]>();
  const add = (head: string, text: Text): void => {
    const group = alike.get(head);
    if (group === undefined) alike.set(head, [text]);
    else if (group.length < ALIKE) group.push(text);
  };
  for (const [entry, head] of heads) add(head, { entry, name: entry.name });
  const known = new Map<Entry, { readonly paths: string[]; readonly without: Set<string> }>();
  for (const entry of archives) {
    const begun = await beginningsIn(entry, headOf);
    if (begun === undefined) continue;
    known.set(entry, { paths: begun.map(({ path }) => path), without: new Set() });
    for (const { path, head } of begun) if (head !== '') add(head, { entry, member: path, name: memberName(entry.name, path) });
  }
  const groups = [...alike.values()].filter((group) => group.length > 1 && group.some(({ member }) => member !== undefined));
  const wholes = await wholesOf(groups.flat());
  for (const group of groups) {
    const sums = new Map<string, string>();
    const mine = group.flatMap((text) => {
      const whole = wholes.get(text);
      return whole === undefined ? [] : [{ text, whole }];
    });
    const lengths = mine.map(({ whole }) => whole.length);
    for (const { entry, member, name } of group)
      if (member === undefined) for (const { length, sum } of await beginningsOf(entry, lengths)) sums.set(`${length} ${sum}`, name);
    for (const { text, whole } of mine) {
      const key = `${whole.length} ${whole.sum}`;
      const other = sums.get(key);
      if (other === undefined) sums.set(key, text.name);
      else {
        known.get(text.entry)?.without.add(text.member as string);
        onTwice(text.name, other);
      }
    }
  }
  return new Map([...known].map(([entry, archived]) => [entry, { ...entry, archived }]));
}

/** How the files of an archive begin; undefined where it cannot be read, which is told by whoever reads it whole. */
async function beginningsIn(
  archive: Entry,
  headOf: (bytes: AsyncIterable<Buffer>) => Promise<string>,
): Promise<readonly { readonly path: string; readonly head: string }[] | undefined> {
  const heads = new Map<string, string>();
  try {
    for await (const { path, bytes } of membersOf(archive)) {
      if (isHidden(path)) continue;
      // What was put into it twice has one name, by which the one cannot be left out without the other.
      heads.set(path, heads.has(path) ? '' : await headOf(bytes));
      if (heads.size >= MEMBERS) break;
    }
  } catch {
    return undefined;
  }
  return [...heads].map(([path, head]) => ({ path, head }));
}

/** The texts of archives' files; of those that are damaged or cannot be read nothing is known. */
async function wholesOf(texts: readonly Text[]): Promise<ReadonlyMap<Text, Whole>> {
  const wholes = new Map<Text, Whole>();
  const wanted = new Map<Entry, Map<string, Text>>();
  for (const text of texts) {
    if (text.member === undefined) continue;
    const members = wanted.get(text.entry) ?? new Map<string, Text>();
    wanted.set(text.entry, members.set(text.member, text));
  }
  // An archive that could be read a moment ago: what has happened to it since is told by whoever reads it whole.
  for (const [entry, members] of wanted) await addWholes(entry, members, wholes).catch(() => {});
  return wholes;
}

async function addWholes(archive: Entry, members: ReadonlyMap<string, Text>, wholes: Map<Text, Whole>): Promise<void> {
  let left = members.size;
  for await (const { path, bytes } of membersOf(archive)) {
    const text = members.get(path);
    if (text === undefined) continue;
    const hash = createHash('sha256');
    let length = 0;
    const isWhole = await eachBlock(bytes, (block) => {
      hash.update(block);
      length += block.length;
      return true;
    });
    if (isWhole) wholes.set(text, { length, sum: hash.digest('hex') });
    if (--left === 0) return;
  }
}

/** The sums of a file's first bytes, for so many of them each. */
async function beginningsOf(entry: Entry, lengths: readonly number[]): Promise<readonly Whole[]> {
  const ends = [...new Set(lengths)].sort((a, b) => a - b);
  const found: Whole[] = [];
  const hash: Hash = createHash('sha256');
  let at = 0;
  await eachBlock(entry.open(), (block) => {
    let from = 0;
    while (ends.length > 0 && (ends[0] as number) <= at + block.length - from) {
      const end = ends.shift() as number;
      hash.update(block.subarray(from, from + end - at));
      from += end - at;
      at = end;
      found.push({ length: end, sum: hash.copy().digest('hex') });
    }
    hash.update(block.subarray(from));
    at += block.length - from;
    return ends.length > 0;
  });
  return found;
}

/** @param take told of each block of a text until it has enough. @returns whether all of it was there */
async function eachBlock(stream: AsyncIterable<unknown>, take: (block: Buffer) => boolean): Promise<boolean> {
  let isWhole = true;
  try {
    const { bytes, close } = await openSource(stream, () => (isWhole = false));
    for await (const block of bytes) if (!take(block)) break;
    await close();
    return isWhole;
  } catch {
    return false;
  }
}
