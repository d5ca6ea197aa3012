import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECKIN_REASONS, SERVER_TERMINATIONS, type TimedEvent } from '../../src/model/event.ts';
import { emptyState, observe, type State } from '../../src/judge/index.ts';
import type { Life } from '../../src/judge/state.ts';
import { SECOND, START, frames, report } from './world.ts';

/*
 * Events in any order, of all kinds, with few names, so that they meet: what no application would log must not upset the judge.
 */
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const connection = fc.constantFrom('a', 'b', 'c', '<no address>');
const thread = maybe(fc.constantFrom('t1', 't2'));
const request = maybe(fc.constantFrom('r1', 'r2'));
const stack = fc.constantFrom(
  [],
  frames('OrderRepo.find', 'OrderApi.get'),
  frames('Db.getConnection', 'ReportJob.run'),
  frames('pool:Pool.get'),
);
const count = fc.nat({ max: 12 });
const ms = fc.double({ min: 0, max: 1e7, noNaN: true });

const own: Record<TimedEvent['kind'], fc.Arbitrary<object>> = {
  checkout: fc.record({ connection: fc.oneof(connection, connection, connection, fc.constant(null)), stack: maybe(stack), sequence: maybe(fc.constantFrom('1', '2')), origin: maybe(fc.constantFrom('pool', 'listener')) }),
  checkin: fc.record({ connection, reason: fc.constantFrom(...CHECKIN_REASONS), heldMs: maybe(ms), sequence: maybe(fc.constantFrom('1', '2')) }),
  'leak-reported': fc.record({ connection: fc.option(connection), stack, heldMs: maybe(ms), reclaimed: maybe(fc.boolean()), repeats: maybe(fc.boolean()) }),
  'pool-snapshot': fc.record({ inUse: maybe(count), max: maybe(count), pending: maybe(count), waitCount: maybe(count), waitDurationMs: maybe(ms), occasion: maybe(fc.constantFrom('periodic', 'exhaustion', 'shutdown')) }),
  'acquire-timeout': fc.record({ waitedMs: maybe(ms), stack: maybe(stack), max: maybe(count), witness: maybe(fc.constantFrom('counter', 'exception')) }),
  'deadline-exceeded': fc.record({ route: maybe(fc.constantFrom('GET /a', 'GET /b')), passedOn: maybe(fc.constant(true as const)) }),
  'connection-created': fc.record({ connection }),
  'connection-closed': fc.record({ connection }),
  'pool-lifecycle': fc.record({ phase: fc.constantFrom('started', 'closing', 'closed', 'disposed') }),
  'pool-configuration': fc.record({ max: maybe(count), leakDetectionThresholdMs: maybe(ms) }),
  'pool-note': fc.record({ code: fc.constantFrom('clock-leap', 'pre-ping-failed', 'visible'), connection: maybe(connection) }),
  'server-session': fc.record({ pid: count, state: fc.constantFrom('idle', 'idle in transaction', ''), applicationName: maybe(fc.constantFrom('x', 'y')), idleForMs: maybe(ms), query: maybe(fc.constantFrom('SELECT 1', 'UPDATE orders SET paid = $1')), capture: maybe(fc.constantFrom('1', '2')) }),
  'server-termination': fc.record({ pid: maybe(count), reason: fc.constantFrom(...SERVER_TERMINATIONS) }),
  'server-lock-wait': fc.record({ pid: maybe(count), lock: maybe(fc.constantFrom('ShareLock', 'ExclusiveLock')), on: maybe(fc.constantFrom('transaction 7', 'relation 8')), waitedMs: maybe(ms), acquired: maybe(fc.boolean()), holders: maybe(fc.array(count, { maxLength: 3 })), waiting: maybe(count), statement: maybe(fc.constantFrom('SELECT 1')) }),
  goroutines: fc.record({ openTransactions: count, openRows: count, waiting: count, stacks: fc.array(fc.record({ about: fc.constantFrom('transaction', 'rows', 'holder', 'waiter', 'panic'), count, stack }), { maxLength: 2 }) }),
  context: fc.record({ route: maybe(fc.constantFrom('GET /a', 'GET /b')), template: maybe(fc.constantFrom('m1', 'm2')), statement: maybe(fc.constantFrom('SELECT 1')), access: maybe(fc.boolean()), startup: maybe(fc.boolean()), stack: maybe(stack) }),
}; // prettier-ignore

const stamped = fc.record({
  at: fc.option(fc.integer({ min: START, max: START + 600 * SECOND }), { freq: 8 }),
  source: fc.constantFrom('a.log', 'b.log'),
  runtime: fc.constantFrom('sqlalchemy', 'hikaricp'),
  pool: maybe(fc.constantFrom('p', 'q')),
  instance: maybe(fc.record({ pod: maybe(fc.constantFrom('pod-1', 'pod-2')), pid: maybe(fc.constantFrom('1', '2')) })),
  severity: maybe(fc.constantFrom('info', 'warn', 'error')),
  thread,
  request,
});

/** Kinds that pairs are made of come oftener than others. */
const kinds = fc.constantFrom(
  ...(Object.keys(own) as TimedEvent['kind'][]),
  ...Array.from({ length: 4 }, () => ['checkout', 'checkin'] as const).flat(),
);
const event = kinds.chain((kind) => fc.tuple(stamped, own[kind]).map(([common, more]) => defined({ kind, ...common, ...more })));

/** Absent fields are absent, as parsers leave them. */
function defined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Lines are numbered within each source. */
const soup = fc.array(event, { minLength: 1, maxLength: 120 }).map((drafts) => {
  const lines = new Map<unknown, number>();
  return drafts.map((draft) => {
    const { source } = draft as { source: string };
    const line = (lines.get(source) ?? 0) + 1;
    lines.set(source, line);
    return { line, byte: line * 10, parser: 'test', rule: 'soup', text: `${source} ${line}`, ...draft } as TimedEvent;
  });
});

const livesOf = (state: State): Life[] =>
  [...state.streams.values()].flatMap((processes) => [...processes.values()]).flatMap(({ lives }) => [...lives.values()].flat());

describe('any events whatever', () => {
  it('give a valid report, and the same again', () => {
    fc.assert(
      fc.property(soup, (events) => {
        const text = JSON.stringify(report(events));
        expect(JSON.stringify(report(structuredClone(events)))).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('are judged alike whichever source comes first, and however their lines are mixed', () => {
    fc.assert(
      fc.property(soup, (events) => {
        const of = (source: string): TimedEvent[] => events.filter((one) => one.source === source);
        const pick = ({ verdict, summary, pools, suspects, victims }: ReturnType<typeof report>): unknown => ({
          verdict,
          summary,
          pools,
          suspects,
          victims,
        });
        const mixed = pick(report(events));
        expect(pick(report([...of('a.log'), ...of('b.log')]))).toEqual(mixed);
        expect(pick(report([...of('b.log'), ...of('a.log')]))).toEqual(mixed);
      }),
      { numRuns: 300 },
    );
  });

  it('leave each checkout in exactly one place: out, back, or at an end that is neither', () => {
    fc.assert(
      fc.property(soup, (events) => {
        const named = events.filter((one) => !('connection' in one) || one.connection !== null);
        const state = emptyState();
        for (const one of named) observe(state, one);
        for (const life of livesOf(state)) {
          for (const pool of life.pools.values()) {
            const mine = (hold: { pool: string }): boolean => hold.pool === pool.name;
            const out = [...life.open.values(), ...life.moving].filter(mine).length;
            expect(pool.out).toBe(out);
            // what was found abandoned before any checkout was logged is none of them
            const reclaimed = life.reclaimed.filter(mine).length - (pool.collected ?? 0);
            expect(out + pool.back + pool.detached + pool.invalidated + pool.lostEnds + reclaimed).toBe(pool.checkouts);
            for (const n of [pool.back, pool.detached, pool.invalidated, pool.lostEnds]) expect(n).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('name only findings that exist: no suspect counts more open connections than its pools have', () => {
    fc.assert(
      fc.property(soup, (events) => {
        const { pools, suspects } = report(events.filter(({ kind }) => kind !== 'server-session' && kind !== 'goroutines'));
        for (const suspect of suspects.filter(({ attribution }) => attribution.method !== 'co-occurrence')) {
          expect(pools.map(({ id }) => id)).toEqual(expect.arrayContaining(suspect.pools));
          expect(suspect.leaked).toBeLessThanOrEqual(suspect.open + (suspect.reclaimed ?? 0));
          expect(suspect.reclaimed ?? 0).toBeLessThanOrEqual(suspect.leaked);
        }
        expect(new Set(pools.map(({ id }) => id)).size).toBe(pools.length);
        expect(new Set(suspects.map(({ fingerprint }) => fingerprint)).size).toBe(suspects.length);
      }),
      { numRuns: 300 },
    );
  });
});
