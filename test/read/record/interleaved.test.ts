import { expect, test } from 'vitest';
import { analyze } from '../../../src/index.ts';
import { stream } from '../support.ts';

const head = (thread: string, connection: string): string =>
  `2026-11-23 01:00:05.000 [Pool housekeeper] WARN  com.zaxxer.hikari.pool.ProxyLeakTask - Connection leak detection triggered for ${connection} on thread ${thread}, stack trace follows`;
const trace = (place: string): string[] => [
  'java.lang.Exception: Apparent connection leak detected',
  '\tat com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:100)',
  `\tat shop.${place}.load(${place}.java:31)`,
];
const suspects = async (lines: readonly string[]): Promise<unknown> => {
  const report = await analyze({ name: 'x', stream: stream(`${lines.join('\n')}\n`) });
  return report.suspects.map(({ callSite }) => callSite?.file).sort();
};

test('two traces of two containers, line by line in turn, are two', async () => {
  const one = [head('exec-1', 'org.postgresql.jdbc.PgConnection@1a'), ...trace('Orders')].map((line) => `[pod/shop-a/app] ${line}`);
  const two = [head('exec-2', 'org.postgresql.jdbc.PgConnection@2b'), ...trace('Basket')].map((line) => `[pod/shop-b/app] ${line}`);
  expect(await suspects(one.flatMap((line, i) => [line, two[i] as string]))).toEqual(['Basket.java', 'Orders.java']);
});

test('a trace on stderr that a line of stdout cuts in two is one', async () => {
  const line = (text: string, name: 'stdout' | 'stderr'): string => `2026-11-23T01:00:05.000000001Z ${name} F ${text}`;
  const [a, b, c, d] = [head('exec-1', 'org.postgresql.jdbc.PgConnection@1a'), ...trace('Orders')] as [string, string, string, string];
  const other = '2026-11-23 01:00:05.001 [exec-7] INFO  shop.Access - GET /orders 200';
  expect(await suspects([line(a, 'stderr'), line(b, 'stderr'), line(other, 'stdout'), line(c, 'stderr'), line(d, 'stderr')])).toEqual(['Orders.java']); // prettier-ignore
});
