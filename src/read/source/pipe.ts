import { Socket, type OnReadOpts, type SocketConstructorOpts } from 'node:net';

/** What is read at a time; no pipe gives more. */
const PIECE = 1 << 16;
/** Pieces that may wait while one is looked at. */
const WAITING = 2;
/** Bytes that pieces lie in, one behind the other. Of what was given, the stages keep no more than a few pieces. */
const RING = 8 * PIECE;

/**
 * The bytes of a pipe or a socket that this process was given as a descriptor. Node's own stream takes new memory for each piece, and 32 MB of it
 * before any is let go; here all pieces can lie in the same half megabyte.
 */
export class PipeSource implements AsyncIterable<Buffer> {
  private readonly fd: number;
  private socket: Socket | undefined;
  private ring: Buffer | undefined;
  private at = 0;
  private stopped = false;

  constructor(fd: number) {
    this.fd = fd;
  }

  /** Uses the same bytes again and again from here on: a piece then is good until half of them were given after it. */
  reuseBlocks(): void {
    this.ring ??= Buffer.allocUnsafeSlow(RING);
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
      pieces.push((into as Buffer).subarray(0, length));
      if (into.buffer === this.ring?.buffer) this.at += length;
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
        const piece = pieces.shift();
        if (piece !== undefined) yield piece;
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

  /** Where the next piece is put. */
  private room(): Buffer {
    const { ring } = this;
    if (ring === undefined) return Buffer.allocUnsafeSlow(PIECE);
    if (this.at + PIECE > RING) this.at = 0;
    return ring.subarray(this.at, this.at + PIECE);
  }
}
