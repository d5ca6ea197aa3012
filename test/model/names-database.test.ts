import { expect, test } from 'vitest';
import { namesDatabase, showsDatabase } from '../../src/model/names-database.ts';

test.each([
  'db pool: 3 in use', 'shop.dbPool - took #4', 'DB_POOL: 3/10', 'orders_db conn #4 released', 'shopdb: conn 4', 'Datenbank-Pool: belegt 3 von 15', 'baza: zajęte 3 z 15', 'база: занято 3 из 15',
  'base de données: 3 connexions', 'oracle pool: took #4', 'SessionFactory: opened 4', 'connection backend_pid=4711 released', 'took #4 at db.go:18', 'com.acme.OrderDao.find took #4',
])('%s names a database', (text) => expect(namesDatabase(text)).toBe(true)); // prettier-ignore

test.each([
  'pool: took #4', 'connection pool: 3 in use', 'mailer: connection #4 acquired', 'printer connection 0x7f12 released', 'acquired connection #4 from pool api.stripe.com', 'mongodb pool: took #4', 'DynamoDB conn 4',
  'signal -3 dB, conn 4', 'feedback pool: took #4', 'sandbox: conn 4',
])('%s names none', (text) => expect(namesDatabase(text)).toBe(false)); // prettier-ignore

test.each([
  'INFO o.h.engine.jdbc: ready', 'sqlalchemy.engine: BEGIN', 'order 28: sql: no rows in result set', 'pq: deadlock detected', 'ORA-12519: no handler', 'connected to the database', 'db connection ready',
  'rows: SELECT id FROM rope WHERE bay = 3', 'HikariPool-1 - Start completed.',
])('%s shows a database', (text) => expect(showsDatabase(text)).toBe(true)); // prettier-ignore

test.each([
  'GeoIP database loaded', 'virus db updated', 'select a seat from the list', 'insert the coin', 'update done', 'connected to mail.example.org', 'Oracle Cloud region ready', '',
])('%s shows none', (text) => expect(showsDatabase(text)).toBe(false)); // prettier-ignore

test('long lines cost no more than short ones', () => {
  const long = 'SELECT '.repeat(20_000) + 'a'.repeat(100_000);
  const start = performance.now();
  expect([namesDatabase(long), showsDatabase(long)]).toEqual([false, false]);
  expect(performance.now() - start).toBeLessThan(500);
});
