import { describe, expect, test } from 'vitest';
import { javaStack } from '../../../src/plugin/frames/java.ts';
import { shapeOf } from '../../../src/read/record/shape.ts';

const CHAIN = [
  '! java.sql.SQLTransientConnectionException: orders - Connection is not available, request timed out after 3000ms.',
  '! at com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:686)',
  '! at shop.OrderDao.find(OrderDao.java:31)',
  '! ... 2 common frames omitted',
  '! Causing: org.jdbi.v3.core.ConnectionException: no connection',
  '! at org.jdbi.v3.core.Jdbi.open(Jdbi.java:333)',
  '! at shop.OrderResource.list(OrderResource.java:19)',
  '! at shop.Main.run(Main.java:7)',
];

describe("Dropwizard's traces", () => {
  test('are told by their lines', () => {
    const shapes = CHAIN.map(shapeOf);
    expect(shapes).toEqual(['exception', 'java-frame', 'java-frame', 'java-more', 'java-cause', 'java-frame', 'java-frame', 'java-frame']);
    expect(shapeOf('! at last the job is done')).toBe('plain');
  });

  test('begin with the root cause', () => {
    expect(javaStack(CHAIN).map((frame) => `${frame.function}:${frame.line}`)).toEqual([
      'createTimeoutException:686', 'find:31', 'list:19', 'run:7',
    ]); // prettier-ignore
  });
});
