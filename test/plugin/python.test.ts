import { describe, expect, it } from 'vitest';
import { identityOfRepr } from '../../src/plugin/python.ts';

describe('a connection’s identity', () => {
  it.each([
    ["<connection object at 0x7f3408280900; dsn: 'options=-c x=1 application_name='it\\'s > at 0xdeadbeef'', closed: 0>", '0x7f3408280900'],
    ["<connection object at 0x7f3408280900; dsn: 'host=db', closed: 2>", '0x7f3408280900'],
    ['<psycopg.Connection [INTRANS] (host=h user=u database=d at 0x1234) at 0x7fa6513747d0>', '0x7fa6513747d0'],
    ['<psycopg.Connection [BAD] at 0x7fa6513747d0>', '0x7fa6513747d0'],
    ['<AdaptedConnection <psycopg.AsyncConnection [IDLE] (host=h) at 0x7fa6513747d0>>', '0x7fa6513747d0'],
    ['<AdaptedConnection <asyncpg.connection.Connection object at 0x7fa8c71e42e0>>', '0x7fa8c71e42e0'],
    ["<_mysql.connection open to '127.0.0.1' at 0x1462af10>", '0x1462af10'],
    ['<pymysql.connections.Connection object at 0x000001F2A3B4C5D6>', '0x000001F2A3B4C5D6'],
    ['<AdaptedConnection <Connection(Thread-1, started daemon 140515716331200)>>', 'Thread-1 140515716331200'],
    ['<AdaptedConnection <Connection(Thread-1, stopped daemon 140515716331200)>>', 'Thread-1 140515716331200'],
    ['<oracledb.Connection to scott@db/svc>', '<no address>'],
    ['<cx_Oracle.Connection to scott@db>', '<no address>'],
  ])('%s', (repr, expected) => expect(identityOfRepr(repr)).toBe(expected));

  it('does not change with the state', () => {
    const states = ['[IDLE]', '[INTRANS]', '[INERROR]', '[BAD]'].map((state) =>
      identityOfRepr(`<psycopg.Connection ${state} at 0x7fa6513747d0>`),
    );
    expect(new Set(states).size).toBe(1);
  });
});
