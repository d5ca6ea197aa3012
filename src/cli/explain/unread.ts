import { templateOf } from '../../read/context/template.ts';
import { speaksOfConnections } from '../../read/pool-talk.ts';
import type { LogRecord } from '../../read/types.ts';
import type { Fate, Witness } from '../../read/witness.ts';

/** Shapes that are told apart; a log of more is no log of a pool's few messages. */
const SHAPES = 2_000;
const SHOWN = 5;
const WIDTH = 140;

/** Counts the shapes of records that speak of a pool or of connections and what becomes of them, and that no rule read. */
export class Unread implements Witness {
  private readonly shapes = new Map<string, { times: number; readonly where: string }>();

  peeled(): void {
    // Envelopes are no matter here.
  }

  record(record: LogRecord, fate: Fate): void {
    if (fate === 'read' || fate === 'again') return;
    const { message } = record;
    if (!speaksOfConnections(message)) return;
    const shape = templateOf(message);
    if (shape === undefined) return;
    const known = this.shapes.get(shape);
    if (known) known.times++;
    else if (this.shapes.size < SHAPES) this.shapes.set(shape, { times: 1, where: `${record.source}:${record.line}` });
  }

  /** The most frequent ones, for people; nothing where there are none. */
  lines(redact: (text: string) => string): string[] {
    if (this.shapes.size === 0) return [];
    const sorted = [...this.shapes].sort(([a, x], [b, y]) => y.times - x.times || (a < b ? -1 : 1)).slice(0, SHOWN);
    const more = this.shapes.size > SHOWN ? `, the ${SHOWN} most frequent of ${this.shapes.size} shapes` : '';
    return [
      `speaks of a pool or of connections, and no rule reads it${more}:`,
      ...sorted.map(([shape, { times, where }]) => `  ${times} times, first ${where}  ${redact(shape).slice(0, WIDTH)}`),
    ];
  }
}
