import type { Evidence, UnreadShape } from '../model/report.ts';
import { templateOf } from './context/template.ts';
import { flatten } from './intern.ts';
import { speaksOfConnections, talksOfPool } from './pool-talk.ts';
import type { LogRecord } from './types.ts';

/** Shapes that are told apart. */
const SHAPES = 500;
const SHOWN = 10;
/** As much of a line is quoted. */
const QUOTED = 400;

interface Shape {
  records: number;
  readonly rank: number;
  readonly first: Evidence;
}

export type UnreadPart = readonly (readonly [template: string, shape: Shape])[];

/**
 * Counts by shape the records that speak of a pool and that no rule read. Where there are more shapes than it keeps, those stay whose hash is least: which they are does
 * not hang on the order in which they came, so the counts of the kept are exact, and counts of several inputs can be added.
 */
export class Unread {
  private shapes = new Map<string, Shape>();
  /** Shapes of a higher rank are not kept. */
  private most = Infinity;

  /**
   * A record that no rule read. What has neither a hint nor a word of pools' talk counts nowhere: it may have been passed over.
   * @param hinted whether a plug-in's hint stands in it
   */
  saw(record: LogRecord, hinted: boolean): void {
    const { message, source, line, byte, raw } = record;
    if ((!hinted && !talksOfPool(message)) || !speaksOfConnections(message)) return;
    const template = templateOf(message);
    if (template === undefined) return;
    const known = this.shapes.get(template);
    if (known !== undefined) known.records++;
    else this.keep(flatten(template), { records: 1, rank: rankOf(template) }, () => ({ source, line, byte, text: flatten(raw.slice(0, QUOTED)) })); // prettier-ignore
  }

  add(part: UnreadPart): void {
    for (const [template, { records, rank, first }] of part) {
      const known = this.shapes.get(template);
      if (known !== undefined) known.records += records;
      else this.keep(template, { records, rank }, () => first);
    }
  }

  /** All that is kept, in the order in which it first came, as plain data. */
  part(): UnreadPart {
    this.prune();
    return [...this.shapes];
  }

  /** The most frequent ones first. */
  top(): UnreadShape[] {
    const sorted = this.part().toSorted(([a, x], [b, y]) => y.records - x.records || (a < b ? -1 : 1));
    return sorted.slice(0, SHOWN).map(([template, { records, first }]) => ({ template, records, evidence: [{ ...first }] }));
  }

  private keep(template: string, { records, rank }: Omit<Shape, 'first'>, first: () => Evidence): void {
    if (rank > this.most) return;
    this.shapes.set(template, { records, rank, first: first() });
    if (this.shapes.size >= 2 * SHAPES) this.prune();
  }

  private prune(): void {
    if (this.shapes.size <= SHAPES) return;
    const ranks = [...this.shapes.values()].map(({ rank }) => rank).sort((a, b) => a - b);
    this.most = ranks[SHAPES - 1] as number;
    for (const [template, { rank }] of this.shapes) if (rank > this.most) this.shapes.delete(template);
  }
}

/** FNV-1a of the text. */
function rankOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
