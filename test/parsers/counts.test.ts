import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import type { TimedEvent } from '../../src/model/event.ts';
import { readEvents } from '../../src/read/index.ts';

// Events are counted twice: by the parsers, and as grep would count the libraries' words in the text. The words are written down here once
// more, by the libraries' sources and not by the parsers' patterns, so that neither can hide a fault of the other.

const root = fileURLToPath(new URL('../..', import.meta.url));
/** More recordings, where there are any; nothing is lost without them. */
const MORE = process.env['LEAK_STREAM_RECORDINGS'] ?? join(root, '../shared/corpus');

interface Marker {
  readonly parser: string;
  readonly what: string;
  /** Which events are counted. */
  readonly events: (event: TimedEvent) => boolean;
  /** Lines that tell of one such event each. */
  readonly line: RegExp;
  readonly but?: RegExp;
}

const kind = (name: TimedEvent['kind'], parser: string, more: (event: TimedEvent) => boolean = () => true) => ({
  parser,
  events: (event: TimedEvent): boolean => event.kind === name && event.parser === parser && more(event),
});
const reason = (name: string) => (event: TimedEvent): boolean => event.kind === 'checkin' && event.reason === name; // prettier-ignore
const pools = (event: TimedEvent): boolean => !('origin' in event && event.origin === 'listener');

const MARKERS: readonly Marker[] = [
  { what: 'alarms', ...kind('leak-reported', 'hikaricp'), line: /Connection leak detection triggered(?: for (?!\{)|, stack)/, but: /\|=/ },
  {
    what: 'returns after an alarm',
    ...kind('checkin', 'hikaricp', reason('unleaked')),
    line: /Previously reported leaked connection .* was returned to the pool \(unleaked\)/,
  },
  {
    what: 'failed waits, by the pool itself',
    ...kind('acquire-timeout', 'hikaricp', (event) => event.kind === 'acquire-timeout' && event.witness === 'counter'),
    line: /Timeout failure (?:pool )?stats/i,
  },
  { what: 'statistics', ...kind('pool-snapshot', 'hikaricp', ({ rule }) => rule === 'stats'), line: /stats .*\(total=\d+/, but: /Before cleanup/i },
  { what: 'checkouts', ...kind('checkout', 'sqlalchemy', pools), line: /Connection .* checked out from pool/, but: /rror|Parent/ },
  {
    what: 'returns',
    ...kind('checkin', 'sqlalchemy', (event) => pools(event) && reason('returned')(event)),
    line: /Connection .* being returned to pool/,
  },
  { what: 'new connections', ...kind('connection-created', 'sqlalchemy'), line: /Created new connection /, but: /peewee/ },
  {
    what: 'checkouts of a listener',
    ...kind('checkout', 'own-words'),
    line: /"event": ?"pool\.checkout"|pool\.checkout conn=|(?:^|\s|")checkout conn=0x/,
  },
  // One line of a log is one sample; the metrics page of a scrape is many lines, and is not in these recordings.
  {
    what: 'samples',
    ...kind('pool-snapshot', 'go-dbstats'),
    line: /\b(?:in_?use(?:_connections)?|acquired_?conns|db_inuse)"?[=: ]+\d|stats="?\{\d/i,
    but: /^\s*(?:#|go_sql_)/,
  },
  {
    what: 'sessions that ended',
    ...kind('server-termination', 'postgres-log'),
    line: /terminating connection due to|unexpected EOF on client connection|disconnection: session time|too many clients already|connection slots are reserved|too many connections for/,
  },
  {
    what: 'clients that were sent away',
    ...kind('server-termination', 'pgbouncer', (event) => event.kind === 'server-termination' && event.reason === 'query-wait-timeout'),
    line: /pooler error: query_wait_timeout/,
  },
  { what: 'pools of the pooler', ...kind('pool-snapshot', 'pgbouncer'), line: /[|,]\s*(?:session|transaction|statement)\s*$/, but: /^ ?pgbouncer\b|^pool_mode\b/ },
  { what: 'checkouts', ...kind('checkout', 'psycopg-pool'), line: /connection given by '/ },
  { what: 'returns', ...kind('checkin', 'psycopg-pool'), line: /returning connection to '/ },
  { what: 'samples', ...kind('pool-snapshot', 'psycopg-pool'), line: /'pool_size': \d/ },
]; // prettier-ignore

const logsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:log|txt)$/.test(name))
    .sort()
    .map((name) => join(folder, name));

/** Expanded output has a line for each column, and nothing in it to count rows by; messages in lists and in other languages are held against what they say themselves. */
const OTHERS = /pgbouncer\/\w+-x\w?\.txt$|\/messages\/|\/languages\.txt$/;
const OWN = ['samples', 'test/parsers', 'test/read/fixtures']
  .flatMap((folder) => logsIn(join(root, folder)))
  .filter((path) => !OTHERS.test(path));

async function differencesIn(path: string): Promise<string[]> {
  const events: TimedEvent[] = [];
  const reading = readEvents([path], { plugins });
  for await (const batch of reading.batches) events.push(...batch);
  // Of a log that two handlers print the report says so, and counts each record once.
  const twice = reading.summary().notices.some(({ code }) => code === 'said-twice');
  // Colours are a terminal's, not the log's.
  const lines = readFileSync(path, 'utf8')
    .replace(/\u001b\[\d*m/g, '')
    .split('\n');
  return MARKERS.flatMap(({ parser, what, events: counted, line, but }) => {
    const got = events.filter(counted).length;
    const told = lines.filter((text) => line.test(text) && !but?.test(text)).length;
    return got === told || (twice && 2 * got >= told && got < told) ? [] : [`${parser}, ${what}: ${got} events, ${told} lines`];
  });
}

describe('as many events as lines', () => {
  test.each(OWN.map((path) => [path.slice(root.length), path]))('%s', async (_, path) => {
    expect(await differencesIn(path)).toEqual([]);
  });

  test('every marker stands in some recording, so that none of them counts nothing for ever', () => {
    const texts = OWN.map((path) => readFileSync(path, 'utf8').split('\n'));
    const unseen = MARKERS.filter(({ line, but }) => !texts.some((lines) => lines.some((text) => line.test(text) && !but?.test(text))));
    expect(unseen.map(({ parser, what }) => `${parser}, ${what}`)).toEqual([]);
  });

  describe.skipIf(!existsSync(MORE))('more recordings', () => {
    const paths = existsSync(MORE) ? logsIn(MORE).filter((path) => !path.includes('/realworld/')) : [];
    test.each(paths.map((path) => [path.slice(MORE.length), path]))('%s', { timeout: 120_000 }, async (_, path) => {
      expect(await differencesIn(path)).toEqual([]);
    });
  });
});
