/**
 * Where a line is not what its bytes say: a colour code, a NUL or a carriage return inside of it are taken out before it is read. Asked in
 * rising order, it looks at each byte once.
 */
export class OddBytes {
  private escape = -1;
  private nul = -1;
  private carriage = -1;
  private bytes: Buffer | undefined;

  begin(bytes: Buffer): void {
    this.bytes = bytes;
    this.escape = this.nul = this.carriage = -1;
  }

  /** Whether one stands in `from` to `to`, a line without its end. */
  within(from: number, to: number): boolean {
    if (this.escape < from) this.escape = this.find(0x1b, from);
    if (this.nul < from) this.nul = this.find(0, from);
    if (this.carriage < from) this.carriage = this.find(13, from);
    return this.escape < to || this.nul < to || this.carriage < to;
  }

  private find(byte: number, from: number): number {
    const at = (this.bytes as Buffer).indexOf(byte, from);
    return at < 0 ? Infinity : at;
  }
}
