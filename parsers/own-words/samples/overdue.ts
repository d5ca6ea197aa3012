import type { Sample } from 'leak-stream/plugin';

const decoy = (log: string): Sample => ({ log: `2026-11-23 09:14:02,511 WARN ${log}`, reads: [], decoy: true });
const late = (log: string, more: Readonly<Record<string, unknown>>): Sample => ({
  log: log.startsWith('{') ? log : `2026-11-23 09:14:02,511 WARN ${log}`,
  reads: { kind: 'leak-reported', connection: '17', ...more },
  rule: 'overdue',
});

/** Watchdogs that print no stack. */
export const overdue: Readonly<Record<string, Sample>> = {
  'out, and where it was taken': late('db conn 17 still out after 30s, taken at orders.go:118', {
    heldMs: 30_000,
    stack: [{ function: '', file: 'orders.go', line: 118, language: 'go' }],
  }),
  'in use, and by which function': late('Connection 17 has been in use for 45000 ms by com.acme.report.ReportJob.run', {
    heldMs: 45_000,
    stack: [{ function: 'run', module: 'com.acme.report.ReportJob', language: 'other' }],
  }),
  'not back': late('possible leak: conn 17 not returned for 1m2s', { heldMs: 62_000, stack: [] }),
  'never back, and no time': late('connection 17 was never returned to the pool', { repeats: true }),
  'held, and perhaps told as it comes back': late('db connection 17 held 7300ms, threshold 2000ms', { heldMs: 7300, returnsLogged: false }),
  'by a thread': late('connection 17 unreturned for 16 s, thread=scheduler-4', { heldMs: 16_000, thread: 'scheduler-4' }),
  'taken back': late('Reclaiming abandoned connection 17 after 60123 ms', { heldMs: 60_123, reclaimed: true }),
  'a record': late(
    '{"level":"warn","time":"2026-11-23T09:14:02Z","msg":"connection held too long","conn_id":17,"held_ms":18200,"acquired_at":"store/search.go:57"}',
    { heldMs: 18_200, stack: [{ function: '', file: 'store/search.go', line: 57, language: 'go' }] },
  ),
  'with a subject of its own': late('conn 17 is at large; the importer has not returned it for 1m2s', { heldMs: 62_000 }),
  'no connection named, but its place': late('connection checked out at app/imports.rb:212 has not been returned in 90 seconds', {
    connection: null,
    heldMs: 90_000,
    stack: [{ function: '', file: 'app/imports.rb', line: 212, language: 'other' }],
  }),

  'a secret that leaked': decoy('scan: leaked connection string found at config.go:17'),
  'a mirror': decoy('mirror: connection was never returned by the mirror'),
  'gas that leaks': decoy('fieldops: gas leak reported: connection 17 of main 9, leak rate 826 l/h'),
  'a valve': decoy('fieldops: connection 17 is still open at the valve'),
  'a train': decoy('rail: connection 17 held for 300 s at platform 3'),
  'a client of the web': decoy('http.client: connection 17 not returned for 62s'),
  'a cache': decoy('redis: connection 17 not returned to the pool'),
  'things that are not back, and a connection of another kind': decoy('shop.Tidy: 3 tools not returned to the rack by mechanic-2; connection of the air hose leaking again'),
  'a lock': decoy('db: lock 17 held for 30 s by orders.go:118'),
  'how long a database has known somebody': decoy('db: connection 17 created 3 minutes ago'),
  'a caller that got none while so many were busy': decoy('shop: Unable to fetch a connection for shop.store.SessionDataStore in 60 seconds, none free, busy:300'),
}; // prettier-ignore
