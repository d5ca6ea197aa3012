import { Unwrapper } from '../envelope/index.ts';
import { LayoutReader } from '../layout/index.ts';
import { cleanLine } from '../lines/clean-line.ts';
import type { Entry } from '../source/entry.ts';
import { openSource } from '../source/open.ts';
import type { TimeOptions } from '../time/index.ts';

/** Text in which a log has shown a time, if it ever does. */
const LOOK = 64 * 1024;

/**
 * The first time that a source shows, epoch milliseconds; undefined where its beginning shows none, not its year or its day, or cannot be read.
 */
export async function firstTimeOf(entry: Entry, { timezone }: TimeOptions): Promise<number | undefined> {
  try {
    const { bytes, close } = await openSource(entry.open(), () => {});
    const parts: Buffer[] = [];
    let length = 0;
    for (let next = await bytes.next(); !next.done; next = await bytes.next()) {
      parts.push(next.value);
      length += next.value.length;
      if (length >= LOOK) break;
    }
    await close();
    return firstTimeIn(Buffer.concat(parts), { timezone });
  } catch {
    // Whoever reads it whole will say why it cannot be read.
    return undefined;
  }
}

/** The first time in the bytes with which a log begins, epoch milliseconds. @param zone how stamps are read; without `near` those that tell no year or day count as none */
export function firstTimeIn(beginning: Buffer, zone: TimeOptions): number | undefined {
  for (const at of timesIn(beginning.toString('latin1', 0, LOOK), zone)) return at;
  return undefined;
}

/** The last time in the text with which a log ends, one character for each byte; the first of its lines may be a part of one. */
export const lastTimeIn = (latin1: string, zone: TimeOptions): number | undefined => [...timesIn(latin1, zone)].at(-1);

function* timesIn(latin1: string, zone: TimeOptions): Generator<number> {
  const unwrapper = new Unwrapper(zone);
  const layouts = new LayoutReader(zone);
  for (const [index, text] of latin1.split('\n').entries()) {
    for (const line of unwrapper.peel({ text: cleanLine(text), line: index + 1, byte: 0, clipped: false })) {
      const at = line.at ?? layouts.read(line)?.at;
      if (at !== undefined) yield at;
    }
  }
}
