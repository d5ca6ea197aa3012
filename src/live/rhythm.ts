import { Pace } from './pace.ts';

export interface RhythmOptions {
  /** Judges and tells. The next time waits for it. */
  readonly judge: () => void | Promise<void>;
  /** A number that changes when there may be something to judge although nothing was said to have come. */
  readonly silence: () => number;
  /** Judging broke, or nobody listens any more. */
  readonly onError: (error: unknown) => void;
}

/** From line to finding it shall take a quarter of a second at most, and what is judged may have come just after the look before. */
const WISH = { everyMs: 180, share: 0.25 };
/** The part of the time since the last look in which something was done, from which on the log is taken to grow faster than it is read. */
const BEHIND = 0.8;

/** How often silence is listened to. */
const BEAT_MS = 100;

/** Judges when there is something new, as often as the pace allows, one judgement at a time. */
export class Rhythm {
  private readonly options: RhythmOptions;
  private readonly pace = new Pace(WISH);
  private worked = performance.eventLoopUtilization();
  private readonly beat: NodeJS.Timeout;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private news = false;
  private heard = 0;

  constructor(options: RhythmOptions) {
    this.options = options;
    this.beat = setInterval(() => {
      if (this.options.silence() !== this.heard) this.stir();
    }, BEAT_MS).unref();
  }

  /** There is something new. */
  stir(): void {
    this.news = true;
    if (this.timer !== undefined || this.running !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.running = this.run().finally(() => {
        this.running = undefined;
        if (this.news) this.stir();
      });
    }, this.pace.due(performance.now())).unref();
  }

  /** No further judgement begins; resolves when the one at work is done. */
  async stop(): Promise<void> {
    clearInterval(this.beat);
    clearTimeout(this.timer);
    // Whoever stirs now waits for a timer that never comes.
    this.timer = undefined;
    this.stir = () => {};
    await this.running;
  }

  private isBehind(): boolean {
    const { utilization } = performance.eventLoopUtilization(this.worked);
    this.worked = performance.eventLoopUtilization();
    return utilization > BEHIND;
  }

  private async run(): Promise<void> {
    this.news = false;
    this.heard = this.options.silence();
    const began = performance.now();
    const before = process.cpuUsage();
    try {
      const told = this.options.judge();
      // What telling takes is waiting, not work.
      const { user, system } = process.cpuUsage(before);
      this.pace.spent(began, performance.now(), (user + system) / 1000, this.isBehind());
      await told;
    } catch (error) {
      this.options.onError(error);
    }
  }
}
