import type { Sample } from 'leak-stream/plugin';

const decoy = (log: string): Sample => ({ log, reads: [], decoy: true });
const sample = (log: string, figures: Readonly<Record<string, number>>): Sample => ({
  log: `2026-11-23 10:01:34,004 INFO shop.watch: ${log}`,
  reads: { kind: 'pool-snapshot', ...figures },
  rule: 'abroad',
});

/** A pool's figures in other languages than English. */
export const abroad: Readonly<Record<string, Sample>> = {
  'German': sample('Datenbank-Pool: belegt 3 von 15, frei 4, wartend 2', { inUse: 3, max: 15, idle: 4, pending: 2 }),
  'German, the figures first': sample('Pool: 3 von 15 Verbindungen belegt, 4 frei', { inUse: 3, max: 15, idle: 4 }),
  'German, connections that are lent': sample('Verbindungen: 3 von 15 vergeben, 4 liegen bereit', { inUse: 3, max: 15 }),
  'connections that a server has': decoy('2026-11-23 10:01:34,004 INFO netz: Verbindungen: 3 von 15 belegt, 4 frei'),
  'French': sample('base de données: 3 connexions utilisées sur 15, 4 libres', { inUse: 3, idle: 4 }),
  'Spanish': sample('pool de conexiones: en uso=3 libres=4 en espera=0', { inUse: 3, idle: 4, pending: 0 }),
  'Spanish, below a logger that names the database': {
    log: '2026-12-01 12:32:41,216 INFO  [anillamiento.bd:18][vigila] conexiones: 14 en uso, 0 libres, máximo 14',
    reads: { kind: 'pool-snapshot', inUse: 14, idle: 0, max: 14 },
    rule: 'abroad',
  },
  'connections below another logger': decoy('2026-12-01 12:32:41,216 INFO  [anillamiento.radio:18][vigila] conexiones: 14 en uso, 0 libres, máximo 14'),
  'Portuguese': sample('banco de dados: 3/15 em uso, 4 livres', { inUse: 3, max: 15, idle: 4 }),
  'Italian': sample('db: in uso 3 su 15, libere 4, in attesa 1', { inUse: 3, max: 15, idle: 4, pending: 1 }),
  'Italian, lent and left make all there may be': sample('collegamenti: prestati=3 disponibili=2 massimo=5', { inUse: 3, idle: 2, max: 5 }),
  'books that are lent': decoy('2026-11-23 10:01:34,004 INFO biblio: libri: prestati=3 disponibili=2 massimo=5'),
  'Dutch': sample('database in gebruik 3 van 15, vrij 4', { inUse: 3, max: 15, idle: 4 }),
  'Polish': sample('baza: zajęte 3 z 15, wolne 4, oczekiwań 7 (1.5s)', { inUse: 3, max: 15, idle: 4, waitCount: 7, waitDurationMs: 1500 }),
  'Czech': sample('databáze: obsazeno 3 z 15, volných 4', { inUse: 3, max: 15, idle: 4 }),
  'Swedish': sample('databas: 3 upptagna, 4 lediga', { inUse: 3, idle: 4 }),
  'Danish': sample('db-pool: i brug 3 af 15, ledige 4', { inUse: 3, max: 15, idle: 4 }),
  'Finnish': sample('tietokanta: käytössä 3/15, vapaana 4', { inUse: 3, max: 15, idle: 4 }),
  'Russian': sample('база: занято 3 из 15, свободно 4', { inUse: 3, max: 15, idle: 4 }),
  'a pool of which nothing else is said': sample('Pool: 4 belegt, 1 frei, höchstens 20', { inUse: 4, idle: 1, max: 20 }),
  'the same, what lies ready first': sample('[pool] libres 4, ocupadas 3', { inUse: 3, idle: 4 }),
  'the same in Polish': sample('Pula: zajęte 3 z 15, wolne 4', { inUse: 3, max: 15, idle: 4 }),
  'a pool of something': decoy('2026-11-23 10:01:34,004 INFO haus: Pool der Autos: 4 belegt, 1 frei, höchstens 20'),
  'what a swimming pool has': decoy('2026-11-23 10:01:34,004 INFO haus: Pool: 4 Bahnen belegt, 1 frei, höchstens 20'),
  'beds of a house': decoy('2026-11-23 10:01:34,004 INFO haus: Zimmer: belegt 3 von 15, frei 4'),
  'beds in a database': decoy('2026-11-23 10:01:34,004 INFO haus: Datenbank der Betten: belegt 3 von 15, frei 4'),
  'tables of a restaurant': decoy('2026-11-23 10:01:34,004 INFO sala: mesas ocupadas 3 de 15, libres 4'),
  'connections of a server': decoy('2026-11-23 10:01:34,004 INFO netz: HTTP-Server-Pool: 3 von 15 Verbindungen belegt, 4 frei'),
  'connections of Redis': decoy('2026-11-23 10:01:34,004 INFO cache: Redis-Pool: 3 von 15 Verbindungen belegt, 4 frei'),
  'waits of which nothing tells what they count': {
    log: '2026-11-23 10:01:34,004 INFO shop.watch: baza: zajęte 3 z 15, oczekiwań 7',
    reads: { kind: 'pool-snapshot', inUse: 3, max: 15 },
    rule: 'abroad',
  },
  'a figure alone': decoy('2026-11-23 10:01:34,004 INFO shop.watch: baza: zajęte 3'),
}; // prettier-ignore
