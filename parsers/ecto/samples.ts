import type { Plugin } from 'leak-stream/plugin';

const DROPPED = `connection not available and request was dropped from queue after 1032ms. This means requests are coming in and your connection pool cannot serve them fast enough. You can address this by:

  1. Ensuring your database is available and that you can connect to it
  2. Tracking down slow queries and making sure they are running fast enough
  3. Increasing the pool_size (although this increases resource consumption)
  4. Allowing requests to wait longer by increasing :queue_target and :queue_interval

See DBConnection.start_link/2 for more information

    (postgrex 0.19.3) lib/postgrex.ex:355: Postgrex.query!/4
    (shop 0.1.0) lib/shop/orders.ex:5: Shop.Orders.show/1`;

/** DBConnection 2.10.2 under Postgrex 0.19.3, Elixir 1.14, PostgreSQL 15; older words from the source of 2.0.0 and 2.1.0. */
export const samples: Plugin['samples'] = {
  'a caller gave up': {
    log: `2026-11-29 20:43:57.418 [error] GET /orders/60 500\n** (DBConnection.ConnectionError) [] ${DROPPED}`,
    reads: {
      kind: 'acquire-timeout',
      waitedMs: 1032,
      witness: 'exception',
      stack: [
        { module: 'Postgrex', function: 'query!/4' },
        { module: 'Shop.Orders', function: 'show/1', file: 'lib/shop/orders.ex', line: 5 },
      ],
    },
    rule: 'dropped',
  },
  'a process that died of it, in the default layout': {
    log: `20:43:57.368 [error] Process #PID<0.164.0> raised an exception\n** (DBConnection.ConnectionError) [] ${DROPPED}`,
    reads: { kind: 'acquire-timeout', waitedMs: 1032 },
    rule: 'dropped',
  },
  'it gave up, 2.0': {
    log: '20:43:57.368 [error] ** (DBConnection.ConnectionError) connection not available and request was dropped from queue after 1032ms',
    reads: { kind: 'acquire-timeout', waitedMs: 1032 },
    rule: 'dropped',
  },
  'no queue': {
    log: `20:45:21.062 [error] ** (DBConnection.ConnectionError) connection not available and queuing is disabled
    (postgrex 0.19.3) lib/postgrex.ex:355: Postgrex.query!/4
    shop2.exs:18: (file)
    (elixir 1.14.0) src/elixir_compiler.erl:65: :elixir_compiler.dispatch/4`,
    reads: { kind: 'acquire-timeout', stack: [{ function: 'query!/4' }, { module: ':elixir_compiler', function: 'dispatch/4' }] },
    rule: 'refused',
  },
  'it waits for somebody else in its transaction': {
    log: `2026-11-29 20:43:58.458 [error] Postgrex.Protocol (#PID<0.155.0> (:proc_lib)) disconnected: ** (DBConnection.ConnectionError) client #PID<0.161.0> (:erlang) timed out because it queued and checked out the connection for longer than 3000ms

#PID<0.161.0> (:erlang) was at location:

    (shop 0.1.0) lib/shop/reports.ex:16: Shop.Reports.await/1
    (db_connection 2.10.2) lib/db_connection.ex:1760: DBConnection.run_transaction/5
`,
    reads: [
      {
        kind: 'leak-reported',
        connection: '#PID<0.155.0>',
        thread: '#PID<0.161.0>',
        heldMs: 3000,
        stack: [{ module: 'Shop.Reports', function: 'await/1' }, { module: 'DBConnection' }],
      },
      { kind: 'checkin', connection: '#PID<0.155.0>', reason: 'unleaked', heldMs: 3000 },
    ],
    rule: 'cut-off',
  },
  'a slow statement': {
    log: `20:45:18.963 [error] Postgrex.Protocol (#PID<0.153.0>) disconnected: ** (DBConnection.ConnectionError) client #PID<0.155.0> timed out because it queued and checked out the connection for longer than 2000ms

#PID<0.155.0> was at location:

    :prim_inet.recv0/3
    (postgrex 0.19.3) lib/postgrex/protocol.ex:3302: Postgrex.Protocol.msg_recv/4
    (shop 0.1.0) lib/shop/statistics.ex:9: anonymous fn/1 in Shop.Statistics.of_the_year/0
`,
    reads: [
      {
        kind: 'leak-reported',
        connection: '#PID<0.153.0>',
        stack: [
          { module: ':prim_inet', function: 'recv0/3' },
          { function: 'msg_recv/4' },
          { module: 'Shop.Statistics', function: 'of_the_year/0' },
        ],
      },
      { kind: 'checkin', connection: '#PID<0.153.0>', reason: 'unleaked' },
    ],
    rule: 'cut-off',
  },
  'its holder died': {
    log: '2026-11-29 20:44:02.729 [info] Postgrex.Protocol (#PID<0.154.0> (:proc_lib)) disconnected: ** (DBConnection.ConnectionError) client #PID<0.168.0> exited',
    reads: { kind: 'connection-closed', connection: '#PID<0.154.0>', reason: 'client #PID<0.168.0> exited' },
    rule: 'disconnected',
  },
  'the server went away': {
    log: '20:45:20.482 [error] Postgrex.Protocol (#PID<0.153.0> (:proc_lib)) disconnected: ** (DBConnection.ConnectionError) tcp recv: closed',
    reads: { kind: 'connection-closed', connection: '#PID<0.153.0>', reason: 'tcp recv: closed' },
    rule: 'disconnected',
  },
  'a sample of its metrics': {
    log: '2026-11-29 20:47:21.895 [info] pool [%{checkout_queue_length: 1, ready_conn_count: 0, source: {:pool, #PID<0.166.0>}}] pool_size=3',
    reads: { kind: 'pool-snapshot', idle: 0, pending: 1, max: 3, inUse: 3 },
    rule: 'metrics',
  },
  'metrics without the size of the pool': {
    log: '2026-11-29 20:47:21.895 [info] pool [%{checkout_queue_length: 1, ready_conn_count: 2, source: {:pool, #PID<0.166.0>}}]',
    reads: { kind: 'pool-snapshot', idle: 2, pending: 1 },
    rule: 'metrics',
  },
  'the client’s own view of a connection that was cut off': {
    log: '20:45:18.968 [error] ** (DBConnection.ConnectionError) tcp recv: closed (the connection was closed by the pool, possibly due to a timeout or because the pool has been terminated)',
    reads: [],
    decoy: true,
  },
  'talk about connections': { log: '20:45:18.968 [info] the payment connection not available yet', reads: [], decoy: true },
  'a cache’s connection': {
    log: '20:45:18.963 [error] Redix.Connection (#PID<0.153.0>) disconnected: ** (Redix.ConnectionError) tcp: closed',
    reads: [],
    decoy: true,
  },
};
