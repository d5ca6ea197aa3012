import { emptyState, forgetGone, isOfServer, KEEPS_EVERY, Memo, observe, streamKey, type State } from '../judge/index.ts';
import type { TimedEvent } from '../model/event.ts';
import type { Report } from '../model/report.ts';
import { WithAhead } from './with-ahead.ts';

/** Events between two looks for pods that are gone: a thousand pods say so much in a few hours. */
const LOOK_EVERY = 10_000;

/** Makes the report of a state. */
type Conclude = (state: State, memo: Memo) => Report;

/**
 * A judgement that grows with the log. Looking at it does not change it: the last report is that of somebody who looked once, at the end. A look costs what
 * has changed since the one before.
 */
export class Judging {
  readonly state: State;
  private readonly conclude: Conclude;
  private readonly glance: Conclude;
  private readonly ahead = new WithAhead();
  private readonly memo = new Memo();
  /** Streams of which more was observed since the last look. */
  private changed = new Set<string>();

  /**
   * @param state what is known already
   * @param glance makes the report of a look in between, which may tell less
   */
  constructor(conclude: Conclude, state: State = emptyState(), glance: Conclude = conclude) {
    this.conclude = conclude;
    this.glance = glance;
    this.state = state;
  }

  add(events: readonly TimedEvent[]): void {
    for (const event of events) {
      observe(this.state, event);
      if (!isOfServer(event)) this.changed.add(streamKey(event));
      const { observed, streams } = this.state;
      if (observed % LOOK_EVERY === 0) forgetGone(this.state);
      // Any of them may have been made smaller.
      if (observed % KEEPS_EVERY === 0) for (const key of streams.keys()) this.changed.add(key);
    }
  }

  /** The report as of now. @param ahead what open records would tell, which is not taken for good yet */
  look(ahead: readonly TimedEvent[] = []): Report {
    for (const key of this.changed) {
      const processes = this.state.streams.get(key);
      if (processes) this.memo.changed(processes);
    }
    const state = this.ahead.of(this.state, ahead, this.changed);
    this.changed = new Set();
    return this.glance(state, this.memo);
  }

  /** The last report. */
  end(): Report {
    return this.conclude(this.state, new Memo());
  }
}
