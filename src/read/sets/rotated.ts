import { firstTimeOf } from './first-time.ts';
import { SetEnds } from './set-ends.ts';
import type { Entry, EntrySet } from '../source/entry.ts';
import type { Failure } from '../source/inputs.ts';
import type { Part } from './located.ts';
import { explainError } from '../source/inputs.ts';
import { missingParts, type MissingParts } from '../source/missing-parts.ts';
import { openMidst, openSource, without } from '../source/open.ts';
import type { Opened } from '../source/open.ts';
import type { SourceTally, Tally } from '../tally.ts';
import type { TimeOptions } from '../time/index.ts';

/** Beyond so many files their times are not looked up one by one: the names have to do. */
const LOOKED_UP = 500;
/** Files that a notice names; of the others it tells the number. */
const NAMED = 20;

/**
 * The files of a set, oldest first: by name, and by the first time in each where all show one and say otherwise (log4j2 counts either way).
 * @returns undefined where the names left it open and the times do not show one log that goes on from file to file
 */
export async function inOrder(set: EntrySet, zone: TimeOptions): Promise<readonly Entry[] | undefined> {
  if (set.parts.length > LOOKED_UP) return set.doubtful ? undefined : set.parts;
  const timed: { part: Entry; at: number | undefined }[] = [];
  for (const part of set.parts) timed.push({ part, at: await firstTimeOf(part, zone) });
  const rising = (list: readonly { at: number | undefined }[]): boolean =>
    list.every(({ at }, i) => i === 0 || (at !== undefined && at > (list[i - 1]?.at ?? Infinity)));
  if (rising(timed)) return set.parts;
  if (set.doubtful) return undefined;
  if (timed.some(({ at }) => at === undefined)) return set.parts;
  return timed.sort((a, b) => (a.at as number) - (b.at as number)).map(({ part }) => part);
}

export interface Joining {
  readonly source: SourceTally;
  readonly tally: Tally;
  readonly zone: TimeOptions;
  readonly failures: Failure[];
  /** Told whenever another file is opened. */
  readonly onOpen: (stream: { destroy?(): unknown }) => void;
  /** Whether the user stopped the reading. */
  readonly stopped: () => boolean;
  /** What was read of the set before, whose first part goes on. */
  readonly before?: { readonly lines: number; readonly bytes: number };
  /** Told of each part that is opened, and which byte of the set is its first. */
  readonly onPart?: (stream: object, opened: Opened, base: number) => void;
}

/**
 * The bytes of a set's files as one log; a file that ends in the middle of a line is given its line end. A file that cannot be read is a
 * failure, and the others are read. Which lines are which file's is told in a notice at the end.
 */
export async function* joinedBytes(set: EntrySet, parts: readonly Entry[], joining: Joining): AsyncGenerator<Buffer> {
  const { source, tally, zone, failures, onOpen, stopped, before } = joining;
  const goesOn = before !== undefined && before.bytes > 0;
  // What was opened before, and not read, is opened again.
  const places = (tally.parts.get(set.name) ?? []).filter(({ byte }) => byte < (before?.bytes ?? 0));
  // A log that was one file when its reading began is read on as one.
  if (!goesOn || places.length > 0) tally.parts.set(set.name, places);
  let lines = before?.lines ?? 0;
  let bytes = before?.bytes ?? 0;
  const ends = new SetEnds(zone);
  const missing = missingParts(parts.map(({ name }) => name));
  for (const [i, part] of parts.entries()) {
    if (stopped()) break;
    try {
      let stream: object | undefined;
      const onDamage = (error: Error): void => {
        ends.broke();
        noteDamage(part.name, error, tally);
      };
      const opened = await open(part, tally, (opening) => onOpen((stream = opening)), onDamage);
      if (opened === undefined) continue;
      source.compression ??= opened.compression;
      source.encoding ??= opened.encoding;
      joining.onPart?.(stream as object, opened, bytes);
      const place: Part = { name: part.name, line: lines + 1, byte: bytes, skipped: opened.encoding === undefined ? opened.skipped : 0 };
      if (part.from === undefined) places.push(place);
      let last = 10;
      let begun = false;
      for await (const chunk of opened.bytes) {
        const gap = begun ? undefined : ends.gapBefore(missing[i] as MissingParts, chunk);
        if (gap !== undefined) place.gap = gap;
        begun = true;
        ends.took(chunk);
        lines += newlinesIn(chunk);
        bytes += chunk.length;
        if (chunk.length > 0) last = chunk[chunk.length - 1] as number;
        yield chunk;
      }
      if (last !== 10) {
        lines++;
        bytes++;
        yield Buffer.from('\n');
      }
    } catch (error) {
      ends.broke();
      if (!stopped()) failures.push({ name: part.name, message: explainError(error) });
    }
  }
  if (tally.parts.get(set.name) !== places) return;
  noteParts(set.name, places, lines, tally);
  noteGaps(set.name, places, tally);
}

/** Tells which files are missing. */
function noteGaps(name: string, places: readonly Part[], tally: Tally): void {
  const gaps = places.flatMap(({ name: file, gap }, i) => (gap ? [{ ...gap, between: `${places[i - 1]?.name ?? name} and ${file}` }] : []));
  if (gaps.length === 0) return;
  const told = gaps.slice(0, NAMED).map(({ files, between }) => `${files} between ${between}`);
  const rest = gaps.length > NAMED ? ` and in ${gaps.length - NAMED} more places` : '';
  tally.notice(
    'files-missing',
    name,
    `${name}: files are missing, by the names of the others: ${told.join(', ')}${rest}. What was out then is not called lost for lines that may be in them.`,
  );
}

function noteParts(name: string, places: readonly Part[], lines: number, tally: Tally): void {
  const read = places.map((place, i) => {
    const to = (places[i + 1]?.line ?? lines + 1) - 1;
    return `${place.name} (${to < place.line ? 'empty' : to === place.line ? `line ${to}` : `lines ${place.line} to ${to}`})`;
  });
  const rest = read.length > NAMED ? ` and ${read.length - NAMED} more` : '';
  tally.notice(
    'rotated-set',
    name,
    `${name}: ${read.length} files were read as one log, oldest first: ${read.slice(0, NAMED).join(', ')}${rest}`,
  );
}

async function open(part: Entry, tally: Tally, onOpen: Joining['onOpen'], onDamage: (error: Error) => void): Promise<Opened | undefined> {
  const stream = part.open();
  onOpen(stream);
  if (part.from?.plain === true) return openMidst(stream);
  const opened = await openSource(stream, onDamage);
  if (!opened.binary && !opened.archive) return part.from ? { ...opened, bytes: without(opened.bytes, part.from.at) } : opened;
  await opened.close();
  tally.notice('binary-file-skipped', part.name, `${part.name}: not a text file, skipped`);
  return undefined;
}

export const noteDamage = (name: string, error: Error, tally: Tally): void =>
  tally.notice(
    'compressed-input-damaged',
    name,
    `${name}: the compressed data ends early or is damaged (${error.message}); what it held before was read`,
  );

function newlinesIn(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count++;
  return count;
}
