import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { TimedEvent } from '../../src/model/event.ts';
import type { InputSummary } from '../../src/model/report.ts';
import { definePlugin } from '../../src/plugin/index.ts';
import type { Plugin } from '../../src/plugin/index.ts';
import { readEvents } from '../../src/read/index.ts';
import type { Input, ReadOptions } from '../../src/read/index.ts';

export const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

/** A stream of these bytes, cut where the test says. */
export function cut(bytes: Buffer, at: readonly number[]): Readable {
  const points = [...new Set([0, ...at.map((n) => n % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  return Readable.from(
    points.slice(1).map((end, i) => bytes.subarray(points[i], end)),
    { objectMode: false },
  );
}

export const stream = (bytes: Buffer | string): Readable => cut(Buffer.from(bytes), []);

/** A small pool of nobody's, so that tests of reading do not hang on a real parser's wording. */
export const testPool: Plugin = definePlugin({
  id: 'test-pool',
  title: 'Test pool',
  runtime: 'test',
  context: true,
  hints: ['lent connection', 'took back connection', 'pool table', 'pool is empty'],
  continues: /^\d+ rows?:|^row /,
  rules: {
    checkout: {
      pattern: /lent connection (?<connection>\S+)/,
      read: (match, { tail }) => ({
        kind: 'checkout',
        connection: match.text('connection'),
        stack: tail.map((line) => ({ function: line.trim(), language: 'other' as const })),
      }),
    },
    checkin: {
      pattern: /took back connection (?<connection>\S+)/,
      read: (match) => ({ kind: 'checkin', connection: match.text('connection'), reason: 'returned' }),
    },
    table: {
      pattern: /pool table/,
      scope: 'record',
      read: (_, { tail }) => ({ kind: 'pool-snapshot', inUse: tail.filter((l) => l.startsWith('row ')).length }),
    },
    empty: { pattern: /pool is empty/, scope: 'record', read: () => ({ kind: 'acquire-timeout' }) },
  },
  samples: {},
});

export interface Read {
  readonly events: TimedEvent[];
  readonly summary: InputSummary;
  readonly failures: readonly { readonly name: string; readonly message: string }[];
}

export async function read(inputs: readonly Input[], options: Partial<ReadOptions> = {}): Promise<Read> {
  const reading = readEvents(inputs, { plugins: [testPool], ...options });
  const events: TimedEvent[] = [];
  for await (const batch of reading.batches) events.push(...batch);
  return { events, summary: reading.summary(), failures: reading.failures };
}

export const readText = (text: Buffer | string, options: Partial<ReadOptions> = {}): Promise<Read> =>
  read([{ name: 'app.log', stream: stream(text) }], options);
