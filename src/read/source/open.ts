import zlib from 'node:zlib';
import { inflate } from './inflate.ts';
import { littleGarbage } from './little-garbage.ts';
import { isTarHeader } from './tar.ts';
import { unzstd } from './zstd.ts';

/** What the first bytes of a source said it is, and its bytes as UTF-8 from there on. */
export interface Opened {
  readonly compression: string | undefined;
  readonly encoding: 'utf-16le' | 'utf-16be' | undefined;
  /** Bytes that were taken off the front: a byte order mark. */
  readonly skipped: number;
  /** Looks like no text at all (NUL bytes and no byte order mark). */
  readonly binary: boolean;
  /** A tar archive: `bytes` are its headers and members. */
  readonly archive: boolean;
  readonly bytes: AsyncGenerator<Buffer>;
  /** Lets go of a source that is not read to its end. */
  close(): Promise<void>;
}

/** A source in a form that this Node cannot read; the message names the command to pipe it through. */
export class UnreadableSource extends Error {
  override readonly name = 'UnreadableSource';
}

/** Formats that we do not read ourselves, by their magic number, with the command that does. */
const OTHERS: readonly (readonly [magic: string, what: string, command: string])[] = [
  ['425a68', 'bzip2', 'bzip2 -dc'],
  ['fd377a585a00', 'xz', 'xz -dc'],
  ['04224d18', 'lz4', 'lz4 -dc'],
  ['504b0304', 'a zip archive', 'unzip -p'],
  ['377abcaf271c', 'a 7z archive', '7z x -so'],
];

/** The largest number of leading bytes that a decision needs; the NUL test looks at them too. */
const LOOK = 512;

async function peek(bytes: AsyncIterator<Buffer>): Promise<{ head: Buffer; rest: AsyncGenerator<Buffer> }> {
  let head: Buffer = Buffer.alloc(0);
  let ended = false;
  // A live source may stay silent after its first line, and what has a first line is no archive; other formats are told by their first bytes.
  while (!ended && (head.length < 4 || (head.length < LOOK && !head.includes(10)))) {
    const next = await bytes.next();
    if (next.done) ended = true;
    else head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  const rest = async function* (): AsyncGenerator<Buffer> {
    try {
      if (head.length > 0) yield head;
      while (!ended) {
        const next = await bytes.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await bytes.return?.();
    }
  };
  return { head, rest: rest() };
}

/** zlib's 16 KiB output blocks would cost 2.5 times the CPU. */
const CHUNK = { chunkSize: 1 << 20 };

type Decompress = (bytes: AsyncGenerator<Buffer>, onBroken: (error: Error) => void) => AsyncGenerator<Buffer>;

/** A frame of zstd, or one to be skipped, with which some compressors begin. */
const ZSTD = /^(?:28b52ffd|5[0-9a-f]2a4d18)/;

function decompressor(head: Buffer): { name: string; decompress: Decompress } | undefined {
  const magic = head.toString('hex', 0, 6);
  if (magic.startsWith('1f8b'))
    return { name: 'gzip', decompress: (bytes, onBroken) => inflate(bytes, zlib.createGunzip(CHUNK), onBroken) };
  if (ZSTD.test(magic)) return { name: 'zstd', decompress: unzstd };
  for (const [start, what, command] of OTHERS) {
    if (magic.startsWith(start)) throw new UnreadableSource(`${what} is not read; pipe it: ${command} FILE | leak-stream`);
  }
  return undefined;
}

async function* recode(bytes: AsyncGenerator<Buffer>, encoding: 'utf-16le' | 'utf-16be'): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8');
  yield Buffer.from(decoder.decode(), 'utf8');
}

export async function* without(bytes: AsyncGenerator<Buffer>, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const chunk of bytes) {
    if (left >= chunk.length) left -= chunk.length;
    else yield left > 0 ? chunk.subarray(left) : chunk;
    if (left < chunk.length) left = 0;
  }
}

async function* asBuffers(stream: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer);
}

const CONTROL = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;

/** UTF-16 without a byte order mark: of most of its characters one half is zero, always the same one, and the other half is text. */
function unmarked(head: Buffer): Opened['encoding'] {
  const zeros = [0, 0] as [number, number];
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at & 1]!++;
  const [even, odd] = zeros;
  if (Math.min(even, odd) > 0 || Math.max(even, odd) <= head.length / 4) return undefined;
  const encoding = odd > 0 ? 'utf-16le' : 'utf-16be';
  return CONTROL.test(new TextDecoder(encoding).decode(head)) ? undefined : encoding;
}

/** A source of plain text that begins in its midst. */
export function openMidst(stream: AsyncIterable<unknown>): Opened {
  const bytes = asBuffers(stream);
  const close = async (): Promise<void> => void (await bytes.return(undefined));
  return { compression: undefined, encoding: undefined, skipped: 0, binary: false, archive: false, bytes, close };
}

/**
 * Opens a source: what its first bytes are decides, never its name. Compressed data inside compressed data is followed once more.
 * @param onBroken told when compressed data ends early or is damaged; what it held before is still read
 * @throws UnreadableSource for formats that need another program, and whatever opening the stream throws
 */
export async function openSource(stream: AsyncIterable<unknown>, onBroken: (error: Error) => void): Promise<Opened> {
  const layers: AsyncGenerator<Buffer>[] = [asBuffers(stream)];
  const close = async (): Promise<void> => {
    for (const layer of layers.toReversed()) await layer.return(undefined);
  };
  let { head, rest } = await peek(layers[0] as AsyncGenerator<Buffer>);
  const names: string[] = [];
  for (let depth = 0; depth < 2; depth++) {
    let found;
    try {
      found = decompressor(head);
    } catch (error) {
      await close();
      throw error;
    }
    if (!found) break;
    names.push(found.name);
    const layer = littleGarbage(found.decompress(rest, onBroken));
    layers.push(layer);
    ({ head, rest } = await peek(layer));
  }
  const compression = names.length > 0 ? names.join('+') : undefined;
  const start = head.toString('hex', 0, 3);
  const told = { compression, encoding: undefined, skipped: 0, binary: false, archive: false, close };
  if (start === 'efbbbf') return { ...told, skipped: 3, bytes: without(rest, 3) };
  const marked = start.startsWith('fffe') ? 'utf-16le' : start.startsWith('feff') ? 'utf-16be' : undefined;
  const encoding = marked ?? unmarked(head.subarray(0, LOOK));
  const skipped = marked === undefined ? 0 : 2;
  if (encoding) return { ...told, encoding, skipped, bytes: recode(without(rest, skipped), encoding) };
  const archive = isTarHeader(head.subarray(0, LOOK));
  return { ...told, archive, binary: !archive && head.subarray(0, LOOK).includes(0), bytes: rest };
}
