/** One file of an archive. Its bytes must be taken before the next file is asked for; what is left of them is passed over. */
export interface Member {
  readonly path: string;
  readonly bytes: AsyncGenerator<Buffer>;
}

const BLOCK = 512;
/** A pax header or a long name is some hundred bytes; what claims to be more is no archive. */
const HEADER_CAP = 1 << 20;

/** Reads exact numbers of bytes from chunks of any size. */
class Blocks {
  private held: Buffer = Buffer.alloc(0);
  private readonly chunks: AsyncIterator<Buffer>;

  constructor(chunks: AsyncIterator<Buffer>) {
    this.chunks = chunks;
  }

  /** So many bytes, or fewer at the end. */
  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of this.pieces(count)) {
      parts.push(part);
      length += part.length;
    }
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, length);
  }

  /** The next `count` bytes as they come. */
  async *pieces(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0;) {
      if (this.held.length === 0) {
        const next = await this.chunks.next();
        if (next.done) return;
        this.held = next.value;
        continue;
      }
      const piece = this.held.subarray(0, left);
      this.held = this.held.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }
}

const textOf = (block: Buffer, from: number, length: number): string => {
  const field = block.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end);
};

/** Octal digits, or from GNU tar a binary number where it would not fit; NaN where it is neither. */
function numberOf(block: Buffer, from: number, length: number): number {
  if (((block[from] as number) & 0x80) !== 0) {
    let value = (block[from] as number) & 0x3f;
    for (let i = from + 1; i < from + length; i++) value = value * 256 + (block[i] as number);
    return Number.isSafeInteger(value) ? value : NaN;
  }
  const digits = textOf(block, from, length).trim();
  return /^[0-7]{1,12}$/.test(digits) ? parseInt(digits, 8) : digits === '' ? 0 : NaN;
}

/** Whether a block is a member's header: its checksum says so, whichever of the formats (v7, ustar, pax, GNU) wrote it. */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < BLOCK || block[0] === 0) return false;
  let sum = 8 * 32;
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += block[i] as number;
  return sum === numberOf(block, 148, 8);
}

/** `27 path=logs/app.log\n`, one after the other: pax records by name. */
function paxRecords(text: Buffer): Map<string, string> {
  const records = new Map<string, string>();
  for (let pos = 0; pos < text.length;) {
    const blank = text.indexOf(32, pos);
    const length = blank < 0 ? NaN : Number(text.toString('latin1', pos, Math.min(blank, pos + 12)));
    if (!Number.isInteger(length) || length <= 0) break;
    const record = text.toString('utf8', blank + 1, pos + length - 1);
    const equals = record.indexOf('=');
    if (equals > 0) records.set(record.slice(0, equals), record.slice(equals + 1));
    pos += length;
  }
  return records;
}

const REGULAR = new Set(['0', '\0', '7']);

/**
 * The regular files of a tar archive, one after the other, without holding any of them: tar is 512-byte headers with names and sizes, and the
 * files between them. Long names of pax and GNU tar are understood; links, devices and sparse files are passed over.
 * @param onBroken told where the archive ends early or is damaged; what came before it was given
 */
export async function* tarMembers(chunks: AsyncGenerator<Buffer>, onBroken: (why: string) => void): AsyncGenerator<Member> {
  const blocks = new Blocks(chunks);
  let path: string | undefined;
  let size: number | undefined;
  for (;;) {
    const header = await blocks.take(BLOCK);
    if (header.length === BLOCK && header.every((byte) => byte === 0)) return;
    // Its end is marked by blocks of zeros: where they are missing, files may be missing too.
    if (header.length < BLOCK) return onBroken('it ends early');
    const type = String.fromCharCode(header[156] as number);
    const own = size ?? numberOf(header, 124, 12);
    if (!isTarHeader(header) || !Number.isFinite(own)) return onBroken('a header in it is damaged');
    const padding = (BLOCK - (own % BLOCK)) % BLOCK;
    if (type === 'x' || type === 'L') {
      if (own > HEADER_CAP) return onBroken('a header in it is damaged');
      const content = await blocks.take(own);
      await blocks.take(padding);
      const records = type === 'x' ? paxRecords(content) : undefined;
      path = (records ? records.get('path') : textOf(content, 0, content.length)) ?? path;
      const told = Number(records?.get('size') ?? NaN);
      size = Number.isSafeInteger(told) && told >= 0 ? told : undefined;
      continue;
    }
    const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? textOf(header, 345, 155) : '';
    const name = path ?? `${prefix === '' ? '' : `${prefix}/`}${textOf(header, 0, 100)}`;
    let left = own;
    const bytes = (async function* () {
      for await (const piece of blocks.pieces(own)) {
        left -= piece.length;
        yield piece;
      }
    })();
    if (REGULAR.has(type) && !name.endsWith('/')) yield { path: name, bytes };
    // The reader may have stopped early, in the middle of a piece too: what is left is counted, not what was taken.
    for await (const piece of blocks.pieces(left)) left -= piece.length;
    if (left > 0) return onBroken('it ends early');
    await blocks.take(padding);
    path = size = undefined;
  }
}
