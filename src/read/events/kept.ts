import type { TimedEvent } from '../../model/event.ts';
import type { LogRecord } from '../types.ts';

/** What reading a record gave. */
export interface Outcome {
  /** The runtime that the context was needed for before, and is after it. */
  readonly needed: readonly [before: string | undefined, after: string | undefined];
  readonly events: readonly TimedEvent[];
  /** It shows that the log goes on: the runtime whose pool spoke, or none. */
  readonly goesOn: { readonly runtime: string | undefined } | undefined;
}

/** What was read of records that are read again and again, because they are open. One that has not changed is the same object, and so are its events then. */
export class Kept {
  private readonly outcomes = new WeakMap<LogRecord, Outcome>();
  private readonly goesOn = new WeakMap<LogRecord, TimedEvent>();

  /** Adds a record's events, those of before where the gate stands as it did then. @param read reads it and adds them @returns whether it shows that the log goes on */
  again(record: LogRecord, gate: { runtime: string | undefined }, out: TimedEvent[], read: () => Outcome['goesOn']): Outcome['goesOn'] {
    const known = this.outcomes.get(record);
    if (known !== undefined && known.needed[0] === gate.runtime) {
      gate.runtime = known.needed[1];
      for (const event of known.events) out.push(event);
      return known.goesOn;
    }
    const [before, from] = [gate.runtime, out.length];
    const goesOn = read();
    this.outcomes.set(record, { needed: [before, gate.runtime], events: out.slice(from), goesOn });
    return goesOn;
  }

  /** The event that says of a record no more than that the log went on. */
  thatItGoesOn(record: LogRecord, make: () => TimedEvent): TimedEvent {
    let event = this.goesOn.get(record);
    if (event === undefined) this.goesOn.set(record, (event = make()));
    return event;
  }
}
