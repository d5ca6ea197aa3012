import { Readable } from 'node:stream';
import type { TimedEvent } from '../../../src/model/event.ts';
import { DEFAULT_FRAME_RULES, stackClassifier } from '../../../src/plugin/frames/roles.ts';
import type { Plugin } from '../../../src/plugin/index.ts';
import { contextOf } from '../../../src/read/context/index.ts';
import { readEntry } from '../../../src/read/entry.ts';
import { Interner } from '../../../src/read/intern.ts';
import { HintIndex } from '../../../src/read/hints/index.ts';
import type { Failure } from '../../../src/read/source/inputs.ts';
import { Tally } from '../../../src/read/tally.ts';
import { parseTime } from '../../../src/read/time/index.ts';
import { UNKNOWN_DAY_MS } from '../../../src/read/time/read-time.ts';

export interface Way {
  readonly plugins: readonly Plugin[];
  /** Every line is read in full. */
  readonly whole: boolean;
  readonly since?: number;
  readonly until?: number;
  /** Lines of a source, and of each pod, that are passed on in full. */
  readonly first?: { readonly ofSource: number; readonly ofPod: number };
}

/** All that reading a source gives: its events, the summary, what failed. */
export async function readWay(chunks: readonly Buffer[], { plugins, whole, since, until, first }: Way): Promise<unknown> {
  const tally = new Tally();
  const failures: Failure[] = [];
  const zone = { near: UNKNOWN_DAY_MS };
  const rules = [...DEFAULT_FRAME_RULES, ...plugins.flatMap((plugin) => plugin.frames ?? [])];
  const shared = {
    hints: HintIndex.of(plugins),
    intern: new Interner(stackClassifier(rules, [])),
    contextOf,
    time: (text: string) => parseTime(text, zone),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
  const entry = { name: 'app.log', found: false, open: () => Readable.from(chunks, { objectMode: false }) };
  const events: TimedEvent[] = [];
  const reading = { shared, tally, zone, whole, failures, signal: undefined, ...(first ? { first } : {}) };
  for await (const batch of readEntry(entry, reading)) events.push(...batch);
  return { events, summary: tally.summary(), failures };
}

/** Cuts bytes at the places given, taken modulo the length. */
export function cutAt(bytes: Buffer, at: readonly number[]): Buffer[] {
  const points = [...new Set([0, ...at.map((n) => n % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  return points.slice(1).map((end, i) => bytes.subarray(points[i], end));
}
