import { emptyState, forgetGone, observe, streamKey, type State } from '../judge/index.ts';
import type { TimedEvent } from '../model/event.ts';
import type { Report } from '../model/report.ts';
import { snapshot } from './snapshot.ts';

/** Events between two looks for pods that are gone. */
const LOOK_EVERY = 50_000;

/** A judgement that grows with the log. Looking at it does not change it: the last report is that of somebody who looked once, at the end. */
export class Judging {
  readonly state: State;
  private readonly conclude: (state: State) => Report;
  private readonly glance: (state: State) => Report;

  /**
   * @param conclude makes the report of a state; it may change the state
   * @param state what is known already
   * @param glance the same for a look in between, which may tell less
   */
  constructor(conclude: (state: State) => Report, state: State = emptyState(), glance: (state: State) => Report = conclude) {
    this.conclude = conclude;
    this.glance = glance;
    this.state = state;
  }

  add(events: readonly TimedEvent[]): void {
    for (const event of events) {
      observe(this.state, event);
      if (this.state.observed % LOOK_EVERY === 0) forgetGone(this.state);
    }
  }

  /** The report as of now. @param ahead what open records would tell, which is not taken for good yet */
  look(ahead: readonly TimedEvent[] = []): Report {
    const told = new Set(ahead.map(streamKey));
    const copy = snapshot(this.state, (stream) => !told.has(stream));
    // A copy makes no room: what it would forget it shares with the state.
    copy.observed = 0;
    for (const event of ahead) observe(copy, event);
    return this.glance(copy);
  }

  /** The last report. */
  end(): Report {
    return this.conclude(this.state);
  }
}
