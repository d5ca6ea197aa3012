/** Of so many bytes at a time, the part that must be passed on at least for the source to count as dense. */
const STRETCH = 8 << 20;
const DENSE = 0.6;

/** Counts how much of a source is passed on. */
export class Density {
  private bytes = 0;
  private passed = 0;

  /** @returns whether, of the latest stretch of the source, too much was passed on for passing over the rest to pay */
  tooMuch(bytes: number, passed: number): boolean {
    this.bytes += bytes;
    this.passed += passed;
    if (this.bytes < STRETCH) return false;
    const dense = this.passed > this.bytes * DENSE;
    this.bytes = this.passed = 0;
    return dense;
  }
}
