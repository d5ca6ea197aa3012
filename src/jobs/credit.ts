/** How much a reader may have sent that nobody has used yet. Whoever has it all out waits. */
export class Credit {
  private left: number;
  private wake: () => void = () => {};

  constructor(most: number) {
    this.left = most;
  }

  /** Waits until there is any, and takes so much, be it more than there is. */
  async take(much: number): Promise<void> {
    while (this.left <= 0) await new Promise<void>((resolve) => (this.wake = resolve));
    this.left -= much;
  }

  give(much: number): void {
    this.left += much;
    if (this.left > 0) this.wake();
  }
}
