import { describe, expect, it } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { namesOtherClient, namesOtherPool, ofOtherConnections } from '../../src/plugin/index.ts';
import type { RecordView } from '../../src/plugin/contract.ts';
import { readRecord } from '../../src/plugin/read-record.ts';
import { readSample } from '../../src/read/sample.ts';

const record = (logger: string, message: string): RecordView => ({
  logger, message, raw: message, tail: [], fields: undefined, thread: undefined, severity: undefined, timed: false,
}); // prettier-ignore

const CLIENTS = ['redis', 'jedis', 'memcached', 'mongo', 'kafka', 'rabbitmq', 'amqp', 'mqtt', 'jms', 'smtp', 'sftp', 'ldap', 'grpc', 'websocket', 'nats']; // prettier-ignore

describe('a client that is no database’s', () => {
  it.each(CLIENTS)('%s, as a word, in camel case or in another word', (name) => {
    const camel = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    expect([`${name} pool`, `the ${name}`, `${camel} pool`].map(namesOtherClient)).toEqual([true, true, true]);
    expect(ofOtherConnections(record('shop', `${name} pool`))).toBe(true);
    expect(ofOtherConnections(record(name, 'connection acquired'))).toBe(true);
  });

  it.each(['signatures of alternate plans', 'database pool', 'crash dumped', 'minimap', 'http request'])('none: %s', (text) =>
    expect(namesOtherClient(text)).toBe(false),
  );

  it('the web has connections of its own, and its servers ask databases', () => {
    expect(ofOtherConnections(record('shop', 'http pool: 3 active'))).toBe(true);
    expect(ofOtherConnections(record('shop.http', 'db connection acquired'))).toBe(false);
  });

  it.each(['worker pool', 'thread-pool', 'ForkJoinPool', 'agent pool', 'taskExecutor'])('another pool: %s', (text) =>
    expect(namesOtherPool(text)).toBe(true),
  );
});

/** What some parser reads as a pool's sample, with the pool's name to put another one in its place. */
const GAUGES = [
  'in_use=9 idle=1 max=10 waiting=3', 'active=9 idle=1 total=10 threads waiting=0', 'numActive=3 numIdle=5 maxTotal=20', 'active: 9/10, idle: 1', '9/10 in use',
  'size=5 checkedout=2 checkedin=3 overflow=0', 'acquired=3 idle=5 total=8',
]; // prettier-ignore

describe.each(GAUGES)('%s', (figures) => {
  const readers = (pool: string): string[] => {
    const log = `2026-11-23T08:00:00.000Z INFO ${pool}: ${figures}`;
    return plugins.filter((plugin) => readSample(plugin, log).some((view) => readRecord(plugin, view) !== undefined)).map(({ id }) => id);
  };

  it('is a sample of a database’s pool', () => expect(readers('db pool')).not.toEqual([]));

  it.each([...CLIENTS, 'http', 'thread', 'worker', 'agent'])('is none of %s pool', (name) => expect(readers(`${name} pool`)).toEqual([]));
});
