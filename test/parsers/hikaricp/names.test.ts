import { describe, expect, test } from 'vitest';
import { poolName } from '../../../parsers/hikaricp/words.ts';

describe("a pool's name before what HikariCP says", () => {
  test.each([
    ['orders', 'orders'],
    ['orders rw', 'orders rw'],
    ['orders-rw_2', 'orders-rw_2'],
    ['HikariPool - orders', 'orders'],
    ['Unable to acquire JDBC Connection [orders-main', 'orders-main'],
    ['could not open: orders main', 'orders main'],
    ['orders housekeeper | c.z.h.p.HikariPool | 12 - com.x | orders', 'orders'],
    ['orders housekeeper;c.z.h.p.HikariPool;orders', 'orders'],
    ['*SYSTEM c.z.h.p.HikariPool - orders rw', 'orders rw'],
    ['(orders connection adder) [   ] com.zaxxer.hikari.pool.HikariPool orders', 'orders'],
    ['Thread[orders housekeeper,5,main]: orders', 'orders'],
    [',orders housekeeper,c.z.h.p.HikariPool,"orders', 'orders'],
    ['c.z.h.p.HikariPool#fill: orders', 'orders'],
    ['[db] orders', '[db] orders'],
    ['<main> orders', 'orders'],
    ['<orders housekeeper> orders rw', 'orders rw'],
    ['<orders>', '<orders>'],
    ['', undefined],
  ])('%j', (before, name) => expect(poolName(before, true)).toBe(name));
});
