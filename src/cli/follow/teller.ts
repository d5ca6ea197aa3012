import type { Findings } from '../../live/findings.ts';
import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import type { Listener } from './listener.ts';

export interface TellerOptions {
  readonly findings: Findings;
  /** Whoever may be slow: a pipe, a terminal that was stopped. */
  readonly listener: Listener | undefined;
  /** Whoever never is: metrics. */
  readonly meter: Listener | undefined;
  /** What was found has been told. */
  readonly onTold: (found: readonly Finding[]) => void | Promise<void>;
  /** What was missed meanwhile can be told now. */
  readonly onFree: () => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Tells what is found, one thing at a time. A reader that stalls holds up neither reading nor judging nor metrics, and costs no memory: nothing is queued
 * for it. Once it reads again it hears what has become of suspects and pools since it was told last.
 */
export class Teller {
  private readonly options: TellerOptions;
  private telling: Promise<void> | undefined;
  private missed = false;

  constructor(options: TellerOptions) {
    this.options = options;
  }

  /** @param tookMs what the judgement took */
  tell(report: Report, tookMs: number): void {
    const { findings, meter, onError, onFree } = this.options;
    const busy = this.telling !== undefined;
    const found = busy ? [] : findings.update(report);
    void meter?.tell(found, report, tookMs);
    this.missed ||= busy;
    if (busy) return;
    this.telling = this.told(found, report, tookMs).catch(onError).finally(() => {
      this.telling = undefined;
      if (this.missed) onFree();
      this.missed = false;
    }); // prettier-ignore
  }

  /** Tells of the last judgement, and waits until it was heard. */
  async end(report: Report, tookMs: number): Promise<void> {
    await this.settled();
    this.tell(report, tookMs);
    await this.settled();
  }

  /** What is being told has been heard. */
  async settled(): Promise<void> {
    await this.telling;
  }

  private async told(found: readonly Finding[], report: Report, tookMs: number): Promise<void> {
    await this.options.listener?.tell(found, report, tookMs);
    await this.options.onTold(found);
  }
}
