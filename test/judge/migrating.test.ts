import { describe, expect, it, test } from 'vitest';
import type { StackFrame } from '../../src/model/stack-frame.ts';
import { frames, hikari, HOUR, judge, MINUTE, SECOND, world, type World } from './world.ts';

const POOL = 'pool:HikariPool.getConnection';
/** Frames of Flyway among those of the program. */
const flyway = (...names: readonly string[]): StackFrame[] =>
  frames(...names).map((frame) => (frame.role === 'framework' ? { ...frame, module: `org.flywaydb.core.${frame.module}` } : frame));
const LOCK = flyway(POOL, 'framework:Database.getMigrationConnection', 'framework:Flyway.migrate', 'ShopApplication.main');
const WORK = flyway(POOL, 'framework:JdbcConnectionFactory.open', 'framework:Flyway.migrate', 'ShopApplication.main');
const JAVA = flyway(POOL, 'V61Migration.migrate', 'framework:Flyway.migrate', 'ShopApplication.main');
const FETCH = frames(POOL, 'Orders.load', 'OrdersApi.get', 'framework:Servlet.service');

const started = (): World =>
  hikari()
    .begins(0)
    .set(0, { leakDetectionThresholdMs: 20 * SECOND });
const ends = (log: World): World => log.note(HOUR, 'visible', { severity: 'warn' });

describe('connections that are reported while the schema is changed', () => {
  it('are undecided where Flyway took them for itself', () => {
    const { verdict, codes, suspects } = judge(
      ends(
        started()
          .alarm(25 * SECOND, 'c1', LOCK)
          .alarm(45 * SECOND, 'c2', WORK),
      ),
    );
    expect(verdict).toBe('inconclusive');
    expect(codes).toContain('migrating');
    expect(suspects.every(({ leaked }) => leaked === 0)).toBe(true);
  });

  it('are leaked where a change that is written in Java took them', () => {
    expect(
      judge(
        ends(
          started()
            .alarm(25 * SECOND, 'c1', JAVA)
            .alarm(45 * SECOND, 'c2', JAVA),
        ),
      ).verdict,
    ).toBe('leak');
  });

  it('excuse nothing that other code forgets', () => {
    const log = started().alarm(25 * SECOND, 'c1', LOCK);
    for (let i = 0; i < 4; i++) log.alarm((10 + i) * MINUTE, `o${i}`, FETCH);
    expect(judge(ends(log))).toMatchObject({ verdict: 'leak', suspects: [{ leaked: 4 }, { leaked: 0 }] });
  });
});

const idle = (queries: readonly string[]): World => {
  const log = world('sessions.csv');
  for (let i = 0; i < 3; i++)
    for (const [n, query] of queries.entries())
      log.session(i * 10 * MINUTE, 900 + n, { applicationName: 'shop', query, idleForMs: (6 + 10 * i) * MINUTE, capture: `c${i}` });
  return log;
};

test.each(['LOCK TABLE "public"."flyway_schema_history" IN SHARE ROW EXCLUSIVE MODE', 'select pg_try_advisory_xact_lock(77431708279161)'])(
  'one session that is idle after `%s` keeps a lock',
  (query) => {
    const { verdict, codes } = judge(idle([query]));
    expect(verdict).toBe('inconclusive');
    expect(codes).toContain('lock-held');
  },
);

test.each([
  ['several of them', ['SELECT pg_advisory_xact_lock(1)', 'SELECT pg_advisory_xact_lock(2)']],
  ['another one beside it', ['LOCK TABLE orders', 'SELECT * FROM orders']],
  ['one that only begins like it', ['SELECT pg_advisory_locks FROM audit']],
])('%s is a leak', (_, queries) => expect(judge(idle(queries)).verdict).toBe('leak'));
