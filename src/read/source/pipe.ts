import { Socket, type OnReadOpts, type SocketConstructorOpts } from 'node:net';

/** What is read at a time; no pipe gives more. */
const PIECE = 1 << 16;
/** Pieces that lie side by side are given as one, up to so many bytes: each one that is given costs as much to begin with as to look at. */
const GIVEN = 16 * PIECE;
/** How many may wait while one is looked at. */
const WAITING = 2;
/** Bytes that pieces lie in, one behind the other. Of what was given, the stages keep no more than the last ones. */
const RING = 4 * GIVEN;

/**
 * The bytes of a pipe or a socket that this process was given as a descriptor. Node's own stream takes new memory for each piece, and 32 MB of it
 * before any is let go; here all pieces can lie in the same half megabyte.
 */
export class PipeSource implements AsyncIterable<Buffer> {
  private readonly fd: number;
  private socket: Socket | undefined;
  private ring: Buffer | undefined;
  private at = 0;
  private prompt = true;
  private stopped = false;

  constructor(fd: number) {
    this.fd = fd;
  }

  /**
   * Uses the same bytes again and again from here on: a piece then is good until half of them were given after it.
   * @param prompt gives each piece as it comes; else nothing but the end shows before many have come
   */
  reuseBlocks(prompt: boolean): void {
    this.ring ??= Buffer.allocUnsafeSlow(RING);
    this.prompt = prompt;
  }

  /** The bytes end here. */
  destroy(): void {
    this.stopped = true;
    this.socket?.destroy();
  }

  /** @throws where it cannot be read */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    const pieces: Buffer[] = [];
    let failed: Error | undefined;
    let ended = false;
    let wake = (): void => {};
    const take = (length: number, into: Uint8Array): boolean => {
      const own = into.buffer === this.ring?.buffer;
      const last = pieces.at(-1);
      const joined = own && !this.prompt && last !== undefined ? this.joined(last, length) : undefined;
      if (joined === undefined) pieces.push((into as Buffer).subarray(0, length));
      else pieces[pieces.length - 1] = joined;
      if (own) this.at += length;
      wake();
      return pieces.length < WAITING;
    };
    const onread = { buffer: () => this.room(), callback: take };
    // The types know `onread` only of sockets that connect.
    const options: SocketConstructorOpts & { onread: OnReadOpts } = { fd: this.fd, readable: true, writable: false, onread };
    const socket = (this.socket = new Socket(options));
    const end = (error?: Error): void => {
      failed ??= error;
      ended = true;
      wake();
    };
    socket.on('end', end).on('error', end).on('close', () => end()); // prettier-ignore
    if (this.stopped) socket.destroy();
    try {
      for (;;) {
        const first = pieces[0];
        if (first !== undefined && (this.prompt || ended || pieces.length > 1 || first.length + PIECE > GIVEN))
          yield pieces.shift() as Buffer;
        else if (ended) break;
        else {
          const more = new Promise<void>((resolve) => (wake = resolve));
          socket.resume();
          await more;
        }
      }
      if (failed !== undefined) throw failed;
    } finally {
      socket.destroy();
    }
  }

  /** The piece that came before, together with one that was put right behind it. */
  private joined({ buffer, byteOffset, length: before }: Buffer, length: number): Buffer | undefined {
    const { ring, at } = this;
    if (buffer !== ring?.buffer || byteOffset - ring.byteOffset + before !== at || before + length > GIVEN) return undefined;
    return ring.subarray(at - before, at + length);
  }

  /** Where the next piece is put. */
  private room(): Buffer {
    const { ring } = this;
    if (ring === undefined) return Buffer.allocUnsafeSlow(PIECE);
    if (this.at + PIECE > RING) this.at = 0;
    return ring.subarray(this.at, this.at + PIECE);
  }
}
