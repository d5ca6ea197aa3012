import { LINE_CAP } from '../lines/clip.ts';
import { isLongDocument, parted } from './parted.ts';

/** What a source must have shown before it counts as text without line feeds; no progress bar is longer. */
const LOOK = 64 * 1024;
const LF = 10;
const CR = 13;

export interface Begun {
  /** The first bytes, one character each. */
  readonly head: string;
  /** All bytes, those included. */
  readonly bytes: AsyncGenerator<Buffer>;
  /** A JSON document in one line that is too long for one; its entries were made lines. */
  readonly parted: boolean;
  /** The bytes are those of the source. */
  readonly plain: boolean;
}

/**
 * Looks at the beginning of a source. Where lines end in carriage returns alone (classic Mac, logs of terminals that only ever redraw their line),
 * these become line feeds; a JSON document in one long line is parted between its entries. One byte for one, so offsets stay what they are.
 */
export async function begin(bytes: AsyncGenerator<Buffer>): Promise<Begun> {
  const parts: Buffer[] = [];
  let length = 0;
  let ended = false;
  let bare = false;
  let long = false;
  let broken = false;
  let fed = false;
  while (!ended && (length === 0 || (bare && length < LOOK) || (long && length < LINE_CAP))) {
    const next = await bytes.next();
    if (next.done) ended = true;
    else {
      parts.push(next.value);
      const end = next.value.indexOf(LF);
      // A line that is longer than one may be ends in the same block as it passes that.
      broken ||= end >= 0 && length + end < LINE_CAP;
      fed ||= end >= 0;
      length += next.value.length;
      bare = !fed && parts.some((part) => part.includes(CR));
      long = !broken && isLongDocument((parts[0] as Buffer).toString('latin1', 0, 200));
    }
  }
  const first = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
  const rest = (async function* () {
    try {
      if (first.length > 0) yield first;
      if (!ended) yield* bytes;
    } finally {
      await bytes.return(undefined);
    }
  })();
  long &&= length >= LINE_CAP;
  const changed = long ? parted(rest) : bare ? withLineFeeds(rest) : rest;
  return { head: first.toString('latin1', 0, 4096), bytes: changed, parted: long, plain: changed === rest };
}

async function* withLineFeeds(bytes: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    const own = Buffer.from(chunk);
    // Later lines may end in both: the feed alone is enough then.
    for (let at = own.indexOf(CR); at >= 0; at = own.indexOf(CR, at + 1)) if (own[at + 1] !== LF) own[at] = LF;
    yield own;
  }
}
