import { Unwrapper } from './envelope/index.ts';
import { LayoutReader } from './layout/index.ts';
import { cleanLine } from './clean-line.ts';
import type { Entry } from './source/entry.ts';
import { openSource } from './source/open.ts';
import type { TimeOptions } from './time/index.ts';

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
    return timeIn(Buffer.concat(parts).toString('latin1', 0, LOOK), { timezone });
  } catch {
    // Whoever reads it whole will say why it cannot be read.
    return undefined;
  }
}

function timeIn(latin1: string, zone: TimeOptions): number | undefined {
  const unwrapper = new Unwrapper(zone);
  const layouts = new LayoutReader(zone);
  for (const [index, text] of latin1.split('\n').entries()) {
    for (const line of unwrapper.peel({ text: cleanLine(text), line: index + 1, byte: 0, clipped: false })) {
      const at = line.at ?? layouts.read(line)?.at;
      if (at !== undefined) return at;
    }
  }
  return undefined;
}
