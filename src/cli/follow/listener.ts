import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';

/** Who hears of findings while a log is followed. */
export interface Listener {
  /**
   * @param report the judgement from which they come
   * @param tookMs what the judgement took
   */
  tell(findings: readonly Finding[], report: Report, tookMs: number): Promise<void>;
  /** Gives the terminal back. */
  end(): Promise<void>;
}
