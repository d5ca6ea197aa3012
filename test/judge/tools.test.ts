import { expect, test } from 'vitest';
import { isTool } from '../../src/judge/conclude/server/tools.ts';
import { MINUTE, judge, world, type World } from './world.ts';

test.each([
  'psql', 'pgAdmin 4 - CONN:5638817', 'pgAdmin 4 - DB:postgres', 'DBeaver 24.0.1 - SQLEditor <Script-1.sql>', 'DataGrip 2023.1', 'IntelliJ IDEA 2021.1.3', 'pg_dump', 'pg_basebackup', 'pgbackrest [backup]', 'vacuumdb', 'Metabase v0.49.3 [1f0c]', 'dbt', 'Flyway', 'Liquibase', 'Debezium Streaming', 'Patroni restapi', 'pg_cron', 'pganalyze_collector',
])('%s is no pool', (name) => expect(isTool(name)).toBe(true)); // prettier-ignore

test.each([undefined, '', 'shop', 'psql-proxy', 'pg_dump_service', 'dbeaver-sync', 'dbt-api', 'debezium-ui', 'metabase-proxy', 'PostgreSQL JDBC Driver', 'shop via psql'])('%s may be one', (name) =>
  expect(isTool(name)).toBe(false)); // prettier-ignore

const idle = (applicationName: string): World => {
  const log = world('sessions.csv');
  for (let i = 0; i < 3; i++)
    log.session(i * 10 * MINUTE, 901, {
      applicationName,
      query: 'select * from orders',
      idleForMs: (6 + 10 * i) * MINUTE,
      capture: `c${i}`,
    });
  return log;
};

test('a person’s editor that holds a transaction open is told of, and accused of nothing', () => {
  const { pool, suspects } = judge(idle('DBeaver 24.0.1 - SQLEditor <Script-1.sql>'));
  expect(pool).toMatchObject({ verdict: 'inconclusive', openHolds: [{ connection: 'backend 901' }] });
  expect(pool.reasons[0]).toMatchObject({ code: 'held-by-tool', text: expect.stringContaining('the oldest idle for 26 min') as string });
  expect(suspects).toEqual([]);
});

test('an application that does the same leaks', () => {
  const { pool, suspects } = judge(idle('shop@shop-1'));
  expect(pool.verdict).toBe('leak');
  expect(suspects).toMatchObject([{ leaked: 1 }]);
});
