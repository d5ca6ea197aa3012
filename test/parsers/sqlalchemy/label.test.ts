import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

const status = (before: string): string =>
  `2026-11-23 02:04:40,022 INFO shop.health: ${before}Pool size: 5  Connections in pool: 1 Current Overflow: -3 Current Checked out connections: 1`;
const poolOf = (log: string): unknown => (read(log)[0] as { pool?: string } | undefined)?.pool;

describe('what a program calls a pool in front of its status', () => {
  it.each([
    ['primary: ', 'primary'],
    ['replica pool: ', 'replica'],
    ['orders-rw engine status = ', 'orders-rw'],
    ['reports db pool | ', 'reports'],
    ['shard2 - ', 'shard2'],
    ['health check; archive: ', 'archive'],
  ])('%s', (before, name) => expect(poolOf(status(before))).toBe(name));

  it.each([
    'pool: ', 'Pool status: ', 'database pool: ', 'engine: ', 'db ', 'before: ', 'after: ', 'shutdown: ', 'queue=3 | ', 'POST /orders done, ',
    'received SIGTERM, finishing ', 'pool at the end of the capture: ', 'worker-3: ', 'ThreadPoolExecutor-0_3: ', '35 letters printed, ',
  ])('none: %s', (before) => expect(poolOf(status(before))).toBeUndefined()); // prettier-ignore

  it('is not the thread that prints it', () => {
    const line =
      '2026-11-23 02:04:40,022 INFO [sweeper] Pool size: 5  Connections in pool: 1 Current Overflow: -3 Current Checked out connections: 1';
    expect(poolOf(line)).toBeUndefined();
  });
});
