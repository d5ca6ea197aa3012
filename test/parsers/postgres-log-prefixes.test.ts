import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import type { TimedEventOf } from '../../src/model/event.ts';
import { readEvents } from '../../src/read/index.ts';
import { stream } from '../read/support.ts';

// Recorded by postgres-log/record.py from PostgreSQL 15.18: the same misfortunes under every prefix, and in every language that it speaks.

type Termination = TimedEventOf<'server-termination'>;
interface Recording {
  readonly name: string;
  /** The sessions that came to a bad end, in ascending order. */
  readonly pids: readonly number[];
  readonly log: string;
}

const recordingsIn = (file: string): Recording[] =>
  readFileSync(new URL(`postgres-log/${file}`, import.meta.url), 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((block) => {
      const [head, ...lines] = block.split('\n') as [string, ...string[]];
      const [name, pids] = head.split('; ended ') as [string, string];
      return { name, pids: pids.split(' ').map(Number), log: lines.join('\n') };
    });

async function terminationsIn(log: string): Promise<Termination[]> {
  const events: Termination[] = [];
  const { batches } = readEvents(['-'], { plugins, stdin: stream(log) });
  for await (const batch of batches) events.push(...batch.filter((event) => event.kind === 'server-termination'));
  return events;
}

const ENDS = ['administrator-command', 'eof-in-transaction', 'idle-in-transaction-timeout', 'idle-session-timeout', 'too-many-clients', 'too-many-clients', 'too-many-clients']; // prettier-ignore
/** Prefixes that do not hold the process id, or hold it among other numbers that look the same. */
const PIDLESS = /^(?:pgBadger behind syslog|nothing|the time alone): /;
const TIMELESS = /^(?:pgBadger behind syslog|nothing|the pid alone): /;

describe('the server’s log under each prefix', () => {
  const recordings = recordingsIn('prefixes.txt');
  test.each(recordings.map((recording) => [recording.name, recording] as const))('%s', async (name, { pids, log }) => {
    const events = await terminationsIn(log);
    const ends = events.filter(({ reason }) => reason !== 'disconnection');
    expect(ends.map(({ reason }) => reason).sort()).toEqual(ENDS);
    expect(events).toHaveLength(log.match(/^.*(?:LOG|FATAL): /gm)?.length ?? 0);
    expect([...new Set(ends.map(({ pid }) => pid))].sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(PIDLESS.test(name) ? [undefined] : pids);
    expect(events.every(({ at }) => (at === null) === TIMELESS.test(name))).toBe(true);
    // All were recorded within some minutes, whatever zone their stamps bear.
    for (const { at } of events) if (at !== null) expect(Math.abs(at - Date.UTC(2026, 10, 29, 17, 37))).toBeLessThan(5 * 60_000);
    for (const { user, database, applicationName } of events) {
      expect([user ?? 'app', database ?? 'shop', applicationName ?? 'billing'].join(' ')).toMatch(/^(?:app|postgres) shop billing$/);
    }
  });
});

describe('the server’s log in each language, by SQLSTATE', () => {
  const recordings = recordingsIn('languages.txt');
  test.each(recordings.map((recording) => [recording.name, recording] as const))('%s', async (_, { pids, log }) => {
    const events = await terminationsIn(log);
    expect(events.map(({ reason }) => reason).sort()).toEqual(ENDS);
    expect(events.map(({ pid }) => pid).sort()).toEqual([...pids].sort());
  });
});

// log_line_prefix = '%a|%u|%d|%r|%h|%b|%p|%P|%t|%m|%n|%Q|%i|%e|%c|%l|%s|%v|%x|': it looks like a row of pg_stat_activity.
test('every escape there is, between bars', async () => {
  const log = readFileSync(new URL('postgres-log/all-escapes.log', import.meta.url), 'utf8');
  const events = await terminationsIn(log);
  expect(events.filter(({ reason }) => reason !== 'disconnection').map(({ reason, pid, sqlState }) => [reason, pid, sqlState])).toEqual([
    ['idle-in-transaction-timeout', 19228, '25P03'],
    ['administrator-command', 19232, '57P01'],
    ['eof-in-transaction', 19234, '08006'],
  ]);
  expect(events).toHaveLength(log.match(/(?:LOG|FATAL): /g)?.length ?? 0);
  expect(events.map(({ user }) => user ?? 'app')).toEqual(events.map(() => 'app'));
});
