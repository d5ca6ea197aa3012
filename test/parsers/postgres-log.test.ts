import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import pgLog from '../../parsers/postgres-log/index.ts';
import { readPrefix } from '../../parsers/postgres-log/stderr.ts';
import { csvFields } from '../../parsers/postgres-log/structured.ts';
import type { TimedEventOf } from '../../src/model/event.ts';
import { readRecord } from '../../src/plugin/read-record.ts';
import { readEvents } from '../../src/read/index.ts';
import { stream } from '../read/support.ts';

type Termination = TimedEventOf<'server-termination'>;
const terminationsOf = async (name: string): Promise<Termination[]> => {
  const events: Termination[] = [];
  const path = join(import.meta.dirname, 'postgres-log', name);
  for await (const batch of readEvents([path], { plugins: [pgLog] }).batches) events.push(...(batch as Termination[]));
  return events;
};
const terminationsIn = async (log: string): Promise<Termination[]> => {
  const events: Termination[] = [];
  for await (const batch of readEvents(['-'], { plugins: [pgLog], stdin: stream(log) }).batches) events.push(...(batch as Termination[]));
  return events;
};
const read = (raw: string): Record<string, unknown> | undefined => {
  const view = { message: raw, raw, tail: [], fields: undefined, logger: undefined, thread: undefined, severity: undefined, timed: false };
  return readRecord(pgLog, view)?.drafts[0] as Record<string, unknown> | undefined;
};

describe('the same minute of one server, logged as text, CSV and JSON at once', () => {
  const facts = (event: Termination): unknown[] => [
    event.reason, event.pid, event.database, event.user, event.applicationName, event.sessionMs, event.at === null ? null : Math.floor(event.at / 1000),
  ]; // prettier-ignore

  it('reads the same from each', async () => {
    const [text, csv, json] = await Promise.all(['one-session.log', 'one-session.csv', 'one-session.json'].map(terminationsOf));
    expect(csv?.map(facts)).toEqual(json?.map(facts));
    expect(text?.map(facts)).toEqual(csv?.map(facts));
    expect(text?.length).toBe(28);
  });

  // Columns: 22 in 8.4, application_name from 9.0, backend_type from 13, leader_pid and query_id from 14 on; a later version may add more.
  it.each([[22, 8.4], [23, 9.0], [24, 13], [26, 14], [28, 99]])('reads a csvlog of %i columns', async (columns) => {
    const cut = (fields: readonly string[]): string[] => [...fields, '', 'of the future'].slice(0, columns);
    const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const log = readFileSync(join(import.meta.dirname, 'postgres-log', 'one-session.csv'), 'utf8');
    const lines = log.trimEnd().split('\n').map((line) => cut(csvFields(line, 26)).map(cell).join(','));
    const events = await terminationsIn(`${lines.join('\n')}\n`);
    const whole = await terminationsOf('one-session.csv');
    const expected = columns < 23 ? whole.map((event) => ({ ...event, applicationName: undefined })) : whole;
    // What is no client's backend can be told only where the column is there.
    if (columns >= 24) expect(events).toHaveLength(whole.length);
    else expect(events.length).toBeGreaterThanOrEqual(whole.length);
    const told = new Set(events.map((event) => JSON.stringify(facts(event))));
    for (const event of expected) expect(told).toContain(JSON.stringify(facts(event)));
  }); // prettier-ignore

  it.each(['backend_type', 'query_id', 'leader_pid', 'application_name', 'ps', 'remote_port', 'session_id', 'vxid', 'txid'])(
    'reads a jsonlog without %s',
    async (key) => {
      const log = readFileSync(join(import.meta.dirname, 'postgres-log', 'one-session.json'), 'utf8');
      const lines = log.trimEnd().split('\n').map((line) => JSON.stringify({ ...(JSON.parse(line) as object), [key]: undefined })); // prettier-ignore
      const events = await terminationsIn(`${lines.join('\n')}\n`);
      const whole = await terminationsOf('one-session.json');
      expect(events.length).toBeGreaterThanOrEqual(whole.length);
      expect(events.map(({ pid }) => pid)).toEqual(expect.arrayContaining(whole.map(({ pid }) => pid)));
    },
  );

  // As PostgreSQL 18.4 prints it, recorded by transaction-timeout.sh: the timeout strikes the forgotten and the slow alike.
  it.each(['log', 'csv', 'json'])('tells by the command tag whether transaction_timeout met a forgotten transaction (%s)', async (kind) => {
    const told = (await terminationsOf(`transaction-timeout.${kind}`)).map(({ reason, sqlState }) => [reason, sqlState]);
    expect(told).toEqual([
      ['idle-in-transaction-timeout', '25P04'],
      ['other', '25P04'],
    ]);
  });

  it('knows each reason, who it was and the SQLSTATE', async () => {
    const events = await terminationsOf('one-session.log');
    const told = events
      .filter((event) => event.reason !== 'disconnection')
      .map(({ reason, pid, applicationName, sqlState }) => [reason, pid, applicationName, sqlState]);
    expect(told).toEqual([
      ['idle-in-transaction-timeout', 23175, 'billing, nightly', '25P03'],
      ['too-many-clients', 23195, undefined, '53300'],
      ['too-many-clients', 23375, undefined, '53300'],
      ['too-many-clients', 23374, undefined, '53300'],
      ['too-many-clients', 23377, undefined, '53300'],
      ['eof-in-transaction', 23496, 'killed', '08006'],
      ['administrator-command', 23559, 'adm', '57P01'],
    ]); // prettier-ignore
  });
});

it.each([
  ['2026-11-23 01:43:51.662 UTC [14103] ', { pid: 14103 }],
  ['2026-11-23 01:43:51 UTC [14103-7] app@shop ', { pid: 14103, user: 'app', database: 'shop' }],
  ['2026-11-23 01:43:51 UTC [14103]: [3-1] user=app,db=shop,app=a=b,client=10.0.0.7 ', { pid: 14103, user: 'app', database: 'shop' }],
  ['2026-11-23 01:38:32 UTC:127.0.0.1(39660):app@shop:[10099]:', { pid: 10099, user: 'app', database: 'shop' }],
  ['2026-11-23 01:38:32 UTC-6b039a54.3717-', { pid: 14103 }],
  ['[5-1] ', { pid: undefined }],
  ['1795398729.164 [14103] ', { pid: 14103, time: '2026-11-23T01:52:09.164Z' }],
  ['', { pid: undefined, user: undefined, database: undefined }],
])('reads the prefix %j', (prefix, facts) => {
  expect(readPrefix(prefix)).toMatchObject(facts);
});

it.each([
  'FATAL:  remaining connection slots are reserved for non-replication superuser connections',
  'FATAL:  remaining connection slots are reserved for roles with privileges of the "pg_use_reserved_connections" role',
  'FATAL:  sorry, too many clients already',
  'FATAL:  too many connections for database "shop"',
])('counts as too many clients: %s', (line) => {
  expect(read(line)).toMatchObject({ reason: 'too-many-clients' });
});

it.each([
  ['2026-11-23 01:43:51 UTC [9] LOG:  could not receive data from client: Connection reset by peer', 'eof'],
  ['2026-11-23 01:43:51 UTC [9] FATAL:  terminating connection due to transaction timeout', 'other'],
  ['2026-11-23 01:43:51 UTC [9] 57P05 FATALE:  interruzione della connessione', 'idle-session-timeout'],
  ['2026-11-23 01:43:51 UTC [9] FATAL:  role "nobody" does not exist', undefined],
  ['2026-11-23 01:43:51 UTC [57] DETAIL:  53300 kB free; see NOTE:  x', undefined],
  ['psycopg2.OperationalError: FATAL:  sorry, too many clients already', undefined],
  ['Caused by: org.postgresql.util.PSQLException: FATAL: terminating connection due to idle-in-transaction timeout', undefined],
])('reads %j as %s', (line, reason) => {
  expect(read(line)?.['reason']).toBe(reason);
});

it('splits CSV with quotes and separators inside, cut short or not', () => {
  expect(csvFields('a,"b ""c"", d",,"e', 9)).toEqual(['a', 'b "c", d', '', 'e']);
  expect(csvFields('a,b,c', 2)).toEqual(['a', 'b']);
});
