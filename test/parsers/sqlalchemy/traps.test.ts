import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/index.ts';
import { read, recording } from './reading.ts';
import type { Read } from './reading.ts';

const TRAPS = fileURLToPath(new URL('../../../samples/sqlalchemy/traps/', import.meta.url));
const trap = (name: string): string => readFileSync(`${TRAPS}${name}.log`, 'utf8');
const { truth } = JSON.parse(readFileSync(`${TRAPS}origin.json`, 'utf8')) as { truth: Record<string, { open: string[] }> };

/** Pairs as the parser's README says; what is out at the end, as connection@thread. */
function stillOut(events: readonly Read[]): string[] {
  const out = new Map<string, { connection: string; thread: string | undefined }>();
  const moving: { thread: string | undefined }[] = [];
  const pinging = new Set<string>();
  const key = (event: { connection: string; thread?: string | undefined }): string =>
    event.connection === '<no address>' ? `${event.thread}` : event.connection;
  for (const event of events) {
    if (event.kind === 'pool-note' && event.code === 'pre-ping-failed' && event.connection) pinging.add(event.connection);
    if (event.kind === 'connection-created') {
      const at = moving.findIndex(({ thread }) => thread === event.thread);
      if (at >= 0) out.set(event.connection, { connection: event.connection, thread: moving.splice(at, 1)[0]?.thread });
    }
    if (event.kind === 'checkout' && event.connection)
      out.set(key({ ...event, connection: event.connection }), { connection: event.connection, thread: event.thread });
    if (event.kind === 'checkin' && event.connection) {
      if (event.reason === 'invalidated' && pinging.delete(event.connection)) moving.push({ thread: event.thread });
      out.delete(key({ ...event, connection: event.connection }));
    }
    if (event.kind === 'connection-closed') out.delete(event.connection);
  }
  return [...out.values()].map(({ connection, thread }) => `${connection}@${thread}`);
}

describe('recordings of one difficulty each (SQLAlchemy 2.0.52)', () => {
  it.each([
    ['address_reuse', ['0x7fe4be0f7b50@MainThread'], 40],
    ['commit_on_return', [], 1],
    ['detach', [], 1],
    ['dispose_leak', ['0x7f42ae2e3600@MainThread'], 1],
    ['dispose_then_return', [], 1],
    ['dsn_with_quotes', ['0x7f771859b600@MainThread'], 1],
    ['gc_other_thread', [], 1],
    ['invalidate_leak', [], 1],
    ['killed_while_out', [], 2],
    ['no_address_repr', ['<no address>@w-3'], 6],
    ['no_reset', [], 1],
    ['nullpool_leak', ['0x7f30447e74c0@MainThread'], 2],
    ['overflow', [], 3],
    ['preping_moved_leak', ['0x7fab7f59b4c0@MainThread'], 2],
    ['preping_moved_returned', [], 2],
    ['recycle', [], 2],
    ['soft_invalidate', ['0x7f450ec9f600@MainThread'], 2],
  ] as const)('%s', (name, open, checkouts) => {
    const events = read(trap(name));
    expect(stillOut(events)).toEqual(open);
    expect(events.filter((event) => event.kind === 'checkout')).toHaveLength(checkouts);
  });

  it('of each of the seventeen the report lists what was still out, and nothing else', async () => {
    expect(Object.keys(truth)).toHaveLength(17);
    for (const [name, { open }] of Object.entries(truth)) {
      const { pools } = await analyze(`${TRAPS}${name}.log`);
      expect([name, pools.flatMap(({ openHolds }) => openHolds.map(({ connection }) => connection))]).toEqual([name, open]);
    }
  });

  it('every line of the pool is understood: none is left to be taken for the application’s', () => {
    for (const name of ['preping_moved_leak', 'soft_invalidate', 'dispose_then_return', 'killed_while_out', 'recycle']) {
      const log = trap(name);
      const heads = log.split('\n').filter((line) => /^\d{4}-/.test(line)).length;
      expect(read(log)).toHaveLength(heads);
    }
  });

  it('a collected connection: its return, its end, and the collector twice', () => {
    const events = read(recording('collected.log'));
    const collected = events.find((event) => event.kind === 'checkin' && event.reason === 'reclaimed');
    const own = events.filter((event) => 'connection' in event && event.connection === (collected as { connection: string }).connection);
    const ends = own.flatMap((event) =>
      event.kind === 'checkin' ? [event.reason] : event.kind === 'connection-closed' ? [event.reason] : [],
    );
    expect(ends.slice(-4)).toEqual(['returned', 'terminated', 'reclaimed', 'reclaimed']);
  });
});

describe('what people paste', () => {
  const kinds = (name: string): string[] =>
    read(recording(`pastes/${name}.log`)).map((event) => `${event.kind} ${'connection' in event ? event.connection : ''}`.trim());

  it.each([
    ['01', ['checkin 0x7f31c8a4be90', 'acquire-timeout']],
    ['03', ['checkin 0x7fbb0c61d5e0', 'checkin 0x7fbb0c61d5e0']],
    ['05', ['acquire-timeout']],
    ['07', ['acquire-timeout']],
    ['09', ['acquire-timeout']],
    ['13', ['checkin 0x10a4d1ac0', 'connection-closed 0x10a4d1ac0']],
    ['17', ['acquire-timeout']],
    ['23', ['pool-note']],
    ['25', ['acquire-timeout']],
  ])('paste %s', (name, expected) => expect(kinds(name)).toEqual(expected));

  it('a waiter is the innermost frame outside the libraries', () => {
    const [timeout] = read(recording('pastes/05.log'));
    expect(timeout).toMatchObject({ waitedMs: 30_000, max: 15, witness: 'exception' });
    const stack = timeout?.kind === 'acquire-timeout' ? (timeout.stack ?? []) : [];
    expect(stack.find((frame) => !/-packages|\/usr\/lib/.test(frame.file ?? ''))).toMatchObject({ function: 'authenticate', line: 58 });
  });
});
