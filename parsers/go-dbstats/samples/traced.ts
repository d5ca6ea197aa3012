import type { Plugin } from 'leak-stream/plugin';

/** pgx v5.13.0's tracelog over pgxpool, through log/slog; recorded. */
export const tracedSamples: Plugin['samples'] = {
  'a traced connection goes out, as JSON': {
    log: '{"time":"2026-11-29T21:39:16.738835102Z","level":"DEBUG","msg":"Acquire","time":14051,"pid":25429}',
    reads: { kind: 'checkout', connection: '25429' },
    rule: 'traced',
  },
  'and comes back, as JSON': {
    log: '{"time":"2026-11-29T21:39:16.637669649Z","level":"DEBUG","msg":"Release","pid":25429}',
    reads: { kind: 'checkin', connection: '25429', reason: 'returned' },
    rule: 'traced',
  },
  'a traced connection goes out, as text': {
    log: 'time=2026-11-29T21:39:23.370Z level=DEBUG msg=Acquire time=8.723µs pid=25496',
    reads: { kind: 'checkout', connection: '25496' },
    rule: 'traced',
  },
  'and comes back, as text': {
    log: 'time=2026-11-29T21:39:23.270Z level=DEBUG msg=Release pid=25496',
    reads: { kind: 'checkin', connection: '25496', reason: 'returned' },
    rule: 'traced',
  },
  'the same, where the program says whose words these are': {
    log: 'time=2026-12-01T11:26:31.385Z level=DEBUG msg="pgx Acquire" time=1.449271ms pid=24381 rid=waab',
    reads: { kind: 'checkout', connection: '24381' },
    rule: 'traced',
  },
  'a caller gave up in time': {
    log: 'time=2026-11-29T21:39:28.806Z level=ERROR msg=Acquire err="context deadline exceeded" time=300.095463ms',
    reads: { kind: 'acquire-timeout', witness: 'counter', waitedMs: 300.095463 },
    rule: 'traced',
  },
  'a connection is made': {
    log: 'time=2026-11-29T21:39:23.262Z level=INFO msg=Connect pid=25496 host=127.0.0.1 port=54399 database=shop time=44.86188ms',
    reads: { kind: 'connection-created', connection: '25496' },
    rule: 'traced',
  },
  'a lock of a program that prints its own process id': {
    log: '{"level":20,"time":1795987729570,"pid":4711,"hostname":"web-1","msg":"Acquire"}',
    reads: [],
    decoy: true,
  },
  'a lock that is acquired': {
    log: '{"time":"2026-11-29T21:39:16.738835102Z","level":"DEBUG","msg":"Acquire","lock":"orders","pid":25429}',
    reads: [],
    decoy: true,
  },
  'a lease that is released': {
    log: '{"level":"info","ts":1795987729.5,"logger":"leaderelection","msg":"Release","pid":4711}',
    reads: [],
    decoy: true,
  },
  'a connection to a cache': {
    log: 'time=2026-11-29T21:39:23.262Z level=INFO msg=Connect pid=25496 database=2',
    reads: [],
    decoy: true,
  },
};
