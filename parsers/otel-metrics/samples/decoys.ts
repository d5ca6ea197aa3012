import type { Sample } from 'leak-stream/plugin';

const decoy = (log: string): Sample => ({ log, reads: [], decoy: true });
const line = (scope: string, name: string, points: string, data = ''): string =>
  `{"Resource":[{"Key":"service.name","Value":{"Type":"STRING","Value":"shop"}}],"ScopeMetrics":[{"Scope":{"Name":"${scope}"},"Metrics":[{"Name":"${name}","Data":{"DataPoints":[${points}]${data}}}]}]}`;
const point = (key: string, value: string, count: string): string =>
  `{"Attributes":[{"Key":"${key}","Value":{"Type":"STRING","Value":"${value}"}}],"Value":${count}}`;

/** Metrics that look alike, and such as tell nothing. */
export const decoys: Readonly<Record<string, Sample>> = {
  'a client of Redis, in the same names': decoy(
    line('github.com/redis/go-redis/extra/redisotel', 'db.client.connections.usage', point('state', 'used', '3')),
  ),
  'a client of MongoDB, by its pool’s name': decoy(
    '{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"db.client.connections.usage","sum":{"dataPoints":[{"attributes":[{"key":"pool.name","value":{"stringValue":"mongodb://db:27017/shop"}},{"key":"state","value":{"stringValue":"used"}}],"asInt":"3"}]}}]}]}]}',
  ),
  'the server’s own limit, as a collector’s receiver tells it': decoy(
    line('github.com/open-telemetry/opentelemetry-collector-contrib/receiver/postgresqlreceiver', 'postgresql.connection.max', point('a', 'b', '100')),
  ),
  'connections of the web': decoy(line('net/http', 'http.server.active_connections', point('state', 'active', '3'))),
  'how long statements took': decoy(line('github.com/XSAM/otelsql', 'db.client.operation.duration', '{"Attributes":[],"Count":13,"Sum":0.02}')),
  'what was added since the last export': decoy(
    line('shop', 'db.client.connection.count', point('db.client.connection.state', 'used', '3'), ',"Temporality":"DeltaTemporality"'),
  ),
  'how many may be idle': decoy(line('shop', 'db.client.connection.idle.max', point('pool.name', 'a', '3'))),
  'a state that is neither': decoy(line('shop', 'db.client.connection.count', point('db.client.connection.state', 'opening', '3'))),
  'half a connection': decoy(line('shop', 'db.client.connection.count', point('db.client.connection.state', 'used', '0.5'))),
  'less than none': decoy(line('shop', 'db.client.connection.count', point('db.client.connection.state', 'used', '-1'))),
};
