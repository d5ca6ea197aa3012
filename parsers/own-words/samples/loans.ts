import type { Sample } from 'leak-stream/plugin';

const HEAD = '2026-11-23 09:14:02,511 DEBUG';
const decoy = (log: string): Sample => ({ log: `${HEAD} ${log}`, reads: [], decoy: true });
const out = (log: string, more: Readonly<Record<string, unknown>> = {}): Sample => ({
  log: `${HEAD} ${log}`,
  reads: { kind: 'checkout', origin: 'listener', connection: '235', ...more },
  rule: 'loan',
});
const back = (log: string, more: Readonly<Record<string, unknown>> = {}): Sample => ({
  log: `${HEAD} ${log}`,
  reads: { kind: 'checkin', reason: 'returned', connection: '235', ...more },
  rule: 'loan',
});
const at = (file: string, line: number, name: string, language: string): Readonly<Record<string, unknown>> => ({
  stack: [{ function: name, file, line, language }],
});
const held = { heldMs: 80 };
const OF_POOL = { pool: 'interni', connection: 'interni 235' };

/** Loans and returns of a program's own bank of connections, in any language. */
export const loans: Readonly<Record<string, Sample>> = {
  'Spanish, lent': out('almacen: [bd] préstamo 235 a main.go:82 (4 fuera)', at('main.go', 82, '', 'go')),
  'Spanish, back': back('almacen: [bd] devuelto 235 de main.go:82 tras 80ms (3 fuera)', held),
  'from a pool, which is no figure of it': out('borrowed connection 235 from pool in 2ms'),
  'put back': back('put connection 235 back'),
  'a place under a key': out('connection 235 checked out caller=store/orders.go:88', at('store/orders.go', 88, '', 'go')),
  'a place in a field': out('msg="conn checked out" conn=235 caller=store/orders.go:88', at('store/orders.go', 88, '', 'go')),
  'Spanish, the connection first': out('[bd] conexión 235 prestada a http-nio-8080-exec-3'),
  'Portuguese': back('banco: conexão n.º 235 foi devolvida após 80 ms', held),
  'Portuguese, lent': out('[pool] empréstimo: conexão 235 para o fio worker-3'),
  'Italian, whose it is': out('rubinetto: interni n. 235 aperta da Referti.java:21 critica (2 aperte)', {
    ...OF_POOL,
    ...at('Referti.java', 21, 'critica', 'java'),
  }),
  'Italian, closed': back('rubinetto: interni n. 235 chiusa dopo 80 ms (1 aperte)', { ...OF_POOL, ...held }),
  'Italian, a sentence': back('db: la connessione 235 è stata restituita dopo 0,08 s', held),
  'German': out('shop.db: Verbindung #235 ausgeliehen an worker-3, 4 von 15 belegt', { connection: '#235' }),
  'German, back': back('shop.db: Verbindung #235 wurde zurückgegeben nach 80 ms', { connection: '#235', ...held }),
  'German, opened': out('Verbindung 235 geöffnet in Bestellung.kt:54 buchen (offen: 4)', at('Bestellung.kt', 54, 'buchen', 'java')),
  'French': out('pool: connexion n° 235 empruntée par commandes.py:31:prix', at('commandes.py', 31, 'prix', 'python')),
  'French, back': back('pool: connexion n° 235 rendue après 80 ms', held),
  'Dutch': back('databasepool: verbinding 235 teruggegeven na 80 ms', held),
  'Polish': out('[baza] wypożyczono połączenie nr 235 dla orders.go:54 (4 zajęte)', at('orders.go', 54, '', 'go')),
  'Polish, back': back('[baza] zwrócono połączenie nr 235 po 80 ms (3 zajęte)', held),
  'Czech': out('databáze: spojení č. 235 vypůjčeno v objednavky.ts:12 ulozit', at('objednavky.ts', 12, 'ulozit', 'javascript')),
  'Czech, back': back('databáze: spojení č. 235 vráceno po 80 ms', held),
  'Swedish': back('databas: anslutning 235 återlämnad efter 80 ms', held),
  'Danish': back('db-pool: forbindelse 235 blev afleveret efter 80 ms', held),
  'Norwegian': out('db-pool: tilkobling 235 utlånt til worker-3'),
  'Finnish': back('tietokanta: yhteys 235 palautettu, 80 ms', held),
  'Hungarian': back('adatbázis: kapcsolat 235 visszaadva 80 ms után (3 foglalt)', held),
  'Turkish': out('veritabanı: bağlantı 235 ödünç verildi worker-3'),
  'Turkish, back': back('veritabanı: bağlantı 235 iade edildi, 80 ms', held),
  'Romanian': back('[bd] conexiunea 235 returnată după 80 ms', held),
  'Russian': out('база: соединение №235 выдано потоку worker-3 (занято 4)'),
  'Russian, back': back('база: соединение №235 возвращено через 80 мс', held),
  'Ukrainian': back('база: з’єднання 235 повернуто через 80 мс', held),
  'English, nothing but a number': out('bank: lent 235 to orders.go:54 (*Store).Place (4 out)', at('orders.go', 54, '(*Store).Place', 'go')),
  'English, back': back('bank: 235 returned after 80ms (3 out)', held),
  'English, opened': out('interni no. 235 opened by Referti.java:21 critica (2 open)', OF_POOL),
  'English, and closed': back('interni no. 235 closed after 1m2.5s (1 open)', { ...OF_POOL, heldMs: 62_500 }),

  'English, a sentence': out('Borrowed connection 235 from pool \'orders\' by OrderService.create', {
    stack: [{ function: 'create', module: 'OrderService', language: 'other' }],
  }),
  'English, a sentence back': back('Connection 235 given back by thread http-nio-8080-exec-3 after 80 ms', held),
  'an object of the JVM': out('getConnection() -> HikariProxyConnection@1892', { connection: 'HikariProxyConnection@1892' }),
  'and its return': back('Released HikariProxyConnection@1892, used 80 ms', { connection: 'HikariProxyConnection@1892', ...held }),
  'named by who has it': out('req-5512 acquired a db connection', { connection: 'req-5512' }),
  'given back by who has it': back('req-5512 released its db connection after 80 ms', { connection: 'req-5512', ...held }),
  'got back': back('db: got conn 235 back from GET /users/81 in 80ms', held),
  'a short name': out('db conn 1a2b checked out (waited 3ms)', { connection: '1a2b' }),
  'arrows': back('<<< db conn 1a2b 80ms', { connection: '1a2b', ...held }),
  'the words in a value': back('msg="db connection released" conn_id=235 held=80ms', held),
  'the name of an event in a value': out('event=db_checkout conn=235 wait_ms=41 route=/cart'),
  'a record, in Portuguese': {
    log: 'quando=2026-11-18T12:00:17.278736 level=debug event="conexão devolvida" backend=235 segundos=0.08',
    reads: { kind: 'checkin', connection: '235', ...held },
  },
  'a connection that is named in a record, of a pool': {
    log: '{"event":"checkout","connId":"b71e","pool":"main"}',
    reads: { kind: 'checkout', connection: 'b71e', pool: 'main' },
  },

  'what it had been out for': decoy('gauge: conn 235 busy 3ms'),
  'a train that waits': decoy('rail: connection 235 held for 300 s'),
  'gas that leaks': decoy('fieldops: gas leak reported: connection 235 of main 9, leak rate 826 l/h'),
  'a connection that is used for something': decoy('feeds: using connection 235 for job sync'),
  'a connection from somewhere': decoy('mesh: got connection 235 from node-3'),
  'seats of a hall': decoy('[db] reserved 235 in 3ms'),
  'objects of a pool that does not say which': decoy('[pool] allocated 235 in 3ms'),
  'a train that is taken over': decoy('rail: connection 235 taken over by IC 5'),
  'rows that were got': decoy('db: got 235 in 3ms'),
  'an order in a shop': decoy('shop: checkout connection=235 total=9.90'),
  'a client of a broker': decoy('mqtt.client: connection 235 acquired'),
  'a line of Apache’s HTTP client': decoy('org.apache.http.impl.conn.PoolingHttpClientConnectionManager - Connection 235 released'),
  'rows that came back': decoy('[bd] devuelto 235 filas tras 80ms'),
  'some of more rows': decoy('[bd] devuelto 235 de 400 filas tras 80ms'),
  'what did not come back': decoy('[bd] conexión 235 no devuelta tras 80 s'),
  'a library’s loan': decoy('biblioteca: préstamo 235 a Marta (4 fuera)'),
  'a counter that closes': decoy('sportelli: sportello n. 3 chiusa dopo 40 min'),
  'a table that is opened': decoy('sala: tavolo n. 15 aperto da Mario (3 aperti)'),
  'a ticket': decoy('support: Ticket 235 geschlossen nach 80 ms (3 offen)'),
  'a parking lot': decoy('garage: Platz 235 vergeben an M-AB-1234 (4 belegt)'),
  'a file': decoy('files: file 235 opened by Store.java:21 read (2 open)'),
  'a lock': decoy('locks: lock 235 taken at orders.go:54 (2 held)'),
  'a connection of a server': decoy('net: connection 235 opened from 10.0.0.7:53412 (3 open)'),
  'a connection that a server closes': decoy('http.server: connection 235 closed after 80ms (3 open)'),
  'a connection of Redis': decoy('redis: conexión 235 devuelta tras 80 ms'),
  'a thread pool’s': decoy('thread-pool: Platz 235 vergeben an orders.go:54 (4 belegt)'),
  'a physical connection': decoy('db: Verbindung 235 geöffnet'),
}; // prettier-ignore
