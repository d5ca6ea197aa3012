import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { draftsOf } from 'leak-stream/testing';
import type { EventDraft } from 'leak-stream/plugin';
import { plugins } from '../../parsers/index.ts';

// messages/<parser>.txt: every message of the library over all its versions, as a line of a log, and what is read of it, or `nothing`.
// A line of several is written with ⏎. Change it by hand: a parser that reads less than before must not look right by itself.
const FIGURES = [
  'waitedMs',
  'inUse',
  'idle',
  'open',
  'max',
  'pending',
  'waitCount',
  'waitDurationMs',
  'waitCountDelta',
  'waitDurationDeltaMs',
];
const WORDS = ['kind', 'code', 'reason', 'phase', 'witness', 'occasion'];

function told(draft: EventDraft): string {
  const fields = draft as unknown as Record<string, unknown>;
  const named = ['connection', 'pool', ...FIGURES].filter((key) => fields[key] !== undefined).map((key) => `${key}=${String(fields[key])}`);
  return [...WORDS.flatMap((key) => fields[key] ?? []), ...named].join(' ');
}

describe.each(['hikaricp', 'sqlalchemy', 'go-dbstats'])('%s', (id) => {
  const plugin = plugins.find((one) => one.id === id) as (typeof plugins)[number];
  const lines = readFileSync(new URL(`messages/${id}.txt`, import.meta.url), 'utf8').trimEnd().split('\n');
  const pairs = lines.flatMap((line, i) => (line.startsWith('  => ') ? [[lines[i - 1] as string, line.slice(5)] as const] : []));

  test('the list is whole', () => expect(lines).toHaveLength(2 * pairs.length));

  test.each(pairs)('%s', (message, expected) => {
    const drafts = draftsOf(plugin, message.replaceAll(' ⏎ ', '\n'));
    expect(drafts.length === 0 ? 'nothing' : drafts.map(told).join(' + ')).toBe(expected);
  });
}); // prettier-ignore
