import type { Plugin } from 'leak-stream/plugin';

const json = (id: number, verb: string): string =>
  `{"Timestamp":"2026-03-14T09:00:00.1200000Z","EventId":${id},"LogLevel":"Debug","Category":"Npgsql.Connection","Message":"${verb} connection to db:5432/shop","State":{"Message":"${verb} connection to db:5432/shop","Host":"db","Port":5432,"Database":"shop","ConnectionString":"Host=db;Database=shop;Username=app","ConnectorId":4711,"{OriginalFormat}":"${verb} connection to {Host}:{Port}/{Database}"}}`;

/** Messages from Npgsql's source, in the layouts of .NET's console (simple and JSON) and of Serilog. */
export const samples: Plugin['samples'] = {
  'a caller gave up': {
    log: `fail: Microsoft.AspNetCore.Server.Kestrel[13]
      Connection id "0HN", Request id "0HN:00000002": An unhandled exception was thrown by the application.
      Npgsql.NpgsqlException (0x80004005): The connection pool has been exhausted, either raise 'Max Pool Size' (currently 100) or 'Timeout' (currently 15 seconds) in your connection string.
       ---> System.TimeoutException: The operation has timed out.
         --- End of inner exception stack trace ---
         at Npgsql.PoolingDataSource.<Get>g__RentAsync|34_0(NpgsqlConnection conn, NpgsqlTimeout timeout, Boolean async, CancellationToken cancellationToken)
         at Npgsql.NpgsqlConnection.<Open>g__OpenAsync|42_0(Boolean async, CancellationToken cancellationToken)
         at Acme.Shop.Orders.ShowAsync(Int32 id) in /src/Orders.cs:line 42
         at Acme.Shop.Exports.<WriteAsync>d__7.MoveNext()`,
    reads: {
      kind: 'acquire-timeout',
      max: 100,
      waitedMs: 15000,
      stack: [
        { module: 'Npgsql.PoolingDataSource' },
        { module: 'Npgsql.NpgsqlConnection' },
        { module: 'Acme.Shop.Orders', function: 'ShowAsync', file: '/src/Orders.cs', line: 42 },
        { module: 'Acme.Shop.Exports', function: 'WriteAsync' },
      ],
    },
    rule: 'exhausted',
  },
  'a caller gave up, 4.1 to 5.0': {
    log: '2026-03-14 09:00:05.123 +00:00 [ERR] Npgsql.NpgsqlException (0x80004005): The connection pool has been exhausted, either raise MaxPoolSize (currently 20) or Timeout (currently 15 seconds)\n   at Npgsql.ConnectorPool.AllocateLong(NpgsqlConnection conn)',
    reads: { kind: 'acquire-timeout', max: 20, waitedMs: 15000 },
    rule: 'exhausted',
  },
  'the server has no slot left': {
    log: `      System.InvalidOperationException: An exception has been raised that is likely due to a transient failure.
       ---> Npgsql.PostgresException (0x80004005): 53300: sorry, too many clients already
         at Npgsql.Internal.NpgsqlConnector.Authenticate(String username, NpgsqlTimeout timeout, Boolean async, CancellationToken cancellationToken)`,
    reads: { kind: 'server-termination', reason: 'too-many-clients', sqlState: '53300' },
    rule: 'too-many-clients',
  },
  'another error of the server': {
    log: 'fail: Acme.Shop[0]\n      Npgsql.PostgresException (0x80004005): 23505: duplicate key value violates unique constraint "orders_pkey"',
    reads: [],
    decoy: true,
  },
  'a connection goes out, JSON console': {
    log: json(1001, 'Opened'),
    reads: { kind: 'checkout', connection: '4711' },
    rule: 'opened',
  },
  'and comes back, JSON console': {
    log: json(1003, 'Closed'),
    reads: { kind: 'checkin', connection: '4711', reason: 'returned' },
    rule: 'closed',
  },
  'a connection goes out, simple console': {
    log: 'dbug: Npgsql.Connection[1001]\n      Opened connection to db:5432/shop',
    reads: { kind: 'checkout', connection: null },
    rule: 'opened',
  },
  'and comes back, Serilog as JSON': {
    log: '{"Timestamp":"2026-03-14T09:00:00.1400000+00:00","Level":"Debug","MessageTemplate":"Closed connection to {Host}:{Port}/{Database}","RenderedMessage":"Closed connection to db:5432/shop","Properties":{"Host":"db","Port":5432,"Database":"shop","ConnectorId":4711,"SourceContext":"Npgsql.Connection"}}',
    reads: { kind: 'checkin', connection: '4711', reason: 'returned' },
    rule: 'closed',
  },
  'a physical connection': {
    log: 'dbug: Npgsql.Connection[1011]\n      Opened physical connection to db:5432/shop (in 12ms)',
    reads: [],
    decoy: true,
  },
  'somebody else’s connection': { log: 'info: Acme.Cache[0]\n      Opened connection to redis:6379/0', reads: [], decoy: true },
};
