import { UNNAMED_RUNTIME, type Sample } from 'leak-stream/plugin';

const runtime = 'go-database-sql';

/** What stdoutmetric of OpenTelemetry's Go SDK 1.47 prints, a collection a line, recorded and cut: XSAM/otelsql 0.44, uptrace's otelsql, otelpgx 0.13. */
export const goSamples: Readonly<Record<string, Sample>> = {
  'otelsql, by status': {
    log: '{"Resource":[{"Key":"service.instance.id","Value":{"Type":"STRING","Value":"kiln-7f"}},{"Key":"service.name","Value":{"Type":"STRING","Value":"kiln-log"}}],"ScopeMetrics":[{"Scope":{"Name":"github.com/XSAM/otelsql","Version":"0.44.0","Attributes":null},"Metrics":[{"Name":"db.sql.connection.max_open","Unit":"","Data":{"DataPoints":[{"Attributes":[{"Key":"db.system.name","Value":{"Type":"STRING","Value":"postgresql"}}],"Time":"2026-12-01T14:57:12.982363094Z","Value":4}]}},{"Name":"db.sql.connection.open","Unit":"","Data":{"DataPoints":[{"Attributes":[{"Key":"db.system.name","Value":{"Type":"STRING","Value":"postgresql"}},{"Key":"status","Value":{"Type":"STRING","Value":"idle"}}],"Time":"2026-12-01T14:57:12.9823672Z","Value":0},{"Attributes":[{"Key":"db.system.name","Value":{"Type":"STRING","Value":"postgresql"}},{"Key":"status","Value":{"Type":"STRING","Value":"inuse"}}],"Time":"2026-12-01T14:57:12.9823672Z","Value":4}]}},{"Name":"db.sql.connection.wait","Unit":"","Data":{"DataPoints":[{"Attributes":[{"Key":"db.system.name","Value":{"Type":"STRING","Value":"postgresql"}}],"Time":"2026-12-01T14:57:12.982368743Z","Value":195}],"Temporality":"CumulativeTemporality","IsMonotonic":true}},{"Name":"db.sql.connection.wait_duration","Unit":"ms","Data":{"DataPoints":[{"Attributes":[{"Key":"db.system.name","Value":{"Type":"STRING","Value":"postgresql"}}],"Time":"2026-12-01T14:57:12.982370419Z","Value":333142.500917}],"Temporality":"CumulativeTemporality","IsMonotonic":true}},{"Name":"db.sql.connection.closed_max_idle","Unit":"","Data":{"DataPoints":[{"Attributes":[{"Key":"db.system.name","Value":{"Type":"STRING","Value":"postgresql"}}],"Time":"2026-12-01T14:57:12.982371996Z","Value":0}],"Temporality":"CumulativeTemporality","IsMonotonic":true}}]}]}',
    reads: { kind: 'pool-snapshot', inUse: 4, idle: 0, max: 4, waitCount: 195, waitDurationMs: 333142.500917, counters: { maxIdleClosed: 0 }, runtime, at: '2026-12-01T14:57:12.9823672Z', text: 'db.sql.connection.open{db.system.name=postgresql,status=inuse} 4' },
    rule: 'line',
  },
  'another otelsql, a metric each': {
    log: '{"Resource":[{"Key":"service.instance.id","Value":{"Type":"STRING","Value":"kiln-7f"}},{"Key":"service.name","Value":{"Type":"STRING","Value":"kiln-log"}}],"ScopeMetrics":[{"Scope":{"Name":"github.com/uptrace/opentelemetry-go-extra/otelsql","Version":"","Attributes":null},"Metrics":[{"Name":"go.sql.connections_max_open","Unit":"","Data":{"DataPoints":[{"Attributes":[{"Key":"db.name","Value":{"Type":"STRING","Value":"kiln"}}],"Time":"2026-12-01T14:57:21.985660594Z","Value":30}]}},{"Name":"go.sql.connections_open","Unit":"","Data":{"DataPoints":[{"Attributes":[{"Key":"db.name","Value":{"Type":"STRING","Value":"kiln"}}],"Time":"2026-12-01T14:57:21.98566235Z","Value":5}]}},{"Name":"go.sql.connections_in_use","Unit":"","Data":{"DataPoints":[{"Attributes":[{"Key":"db.name","Value":{"Type":"STRING","Value":"kiln"}}],"Time":"2026-12-01T14:57:21.985664593Z","Value":4}]}},{"Name":"go.sql.connections_idle","Unit":"","Data":{"DataPoints":[{"Attributes":[{"Key":"db.name","Value":{"Type":"STRING","Value":"kiln"}}],"Time":"2026-12-01T14:57:21.985665081Z","Value":1}]}},{"Name":"go.sql.connections_wait_count","Unit":"","Data":{"DataPoints":[{"Attributes":[{"Key":"db.name","Value":{"Type":"STRING","Value":"kiln"}}],"Time":"2026-12-01T14:57:21.985667384Z","Value":0}],"Temporality":"CumulativeTemporality","IsMonotonic":true}},{"Name":"go.sql.connections_closed_max_idle","Unit":"","Data":{"DataPoints":[{"Attributes":[{"Key":"db.name","Value":{"Type":"STRING","Value":"kiln"}}],"Time":"2026-12-01T14:57:21.985671158Z","Value":0}],"Temporality":"CumulativeTemporality","IsMonotonic":true}}]}]}',
    reads: { kind: 'pool-snapshot', inUse: 4, idle: 1, open: 5, max: 30, waitCount: 0, pool: 'kiln', runtime },
    rule: 'line',
  },
  'otelpgx': {
    log: '{"Resource":[{"Key":"service.instance.id","Value":{"Type":"STRING","Value":"kiln-7f"}},{"Key":"service.name","Value":{"Type":"STRING","Value":"kiln-log"}}],"ScopeMetrics":[{"Scope":{"Name":"github.com/exaring/otelpgx","Version":"v0.13.0","Attributes":null},"Metrics":[{"Name":"pgxpool.acquired_connections","Unit":"","Data":{"DataPoints":[{"Attributes":[{"Key":"db.client.connection.pool.name","Value":{"Type":"STRING","Value":"127.0.0.1:18990/postgres"}},{"Key":"db.system.name","Value":{"Type":"STRING","Value":"postgresql"}}],"Time":"2026-12-01T14:57:54.9804878Z","Value":10}],"Temporality":"CumulativeTemporality","IsMonotonic":false}},{"Name":"pgxpool.empty_acquire","Unit":"","Data":{"DataPoints":[{"Attributes":[{"Key":"db.client.connection.pool.name","Value":{"Type":"STRING","Value":"127.0.0.1:18990/postgres"}},{"Key":"db.system.name","Value":{"Type":"STRING","Value":"postgresql"}}],"Time":"2026-12-01T14:57:54.98049114Z","Value":11}],"Temporality":"CumulativeTemporality","IsMonotonic":true}},{"Name":"pgxpool.idle_connections","Unit":"","Data":{"DataPoints":[{"Attributes":[{"Key":"db.client.connection.pool.name","Value":{"Type":"STRING","Value":"127.0.0.1:18990/postgres"}},{"Key":"db.system.name","Value":{"Type":"STRING","Value":"postgresql"}}],"Time":"2026-12-01T14:57:54.980491957Z","Value":1}],"Temporality":"CumulativeTemporality","IsMonotonic":false}},{"Name":"pgxpool.max_connections","Unit":"","Data":{"DataPoints":[{"Attributes":[{"Key":"db.client.connection.pool.name","Value":{"Type":"STRING","Value":"127.0.0.1:18990/postgres"}},{"Key":"db.system.name","Value":{"Type":"STRING","Value":"postgresql"}}],"Time":"2026-12-01T14:57:54.98049304Z","Value":30}]}},{"Name":"pgxpool.new_connections","Unit":"","Data":{"DataPoints":[{"Attributes":[{"Key":"db.client.connection.pool.name","Value":{"Type":"STRING","Value":"127.0.0.1:18990/postgres"}},{"Key":"db.system.name","Value":{"Type":"STRING","Value":"postgresql"}}],"Time":"2026-12-01T14:57:54.98049675Z","Value":11}],"Temporality":"CumulativeTemporality","IsMonotonic":true}},{"Name":"pgxpool.empty_acquire_wait_time","Unit":"ns","Data":{"DataPoints":[{"Attributes":[{"Key":"db.client.connection.pool.name","Value":{"Type":"STRING","Value":"127.0.0.1:18990/postgres"}},{"Key":"db.system.name","Value":{"Type":"STRING","Value":"postgresql"}}],"Time":"2026-12-01T14:57:54.980499534Z","Value":86350956}],"Temporality":"CumulativeTemporality","IsMonotonic":true}}]}]}',
    reads: { kind: 'pool-snapshot', inUse: 10, idle: 1, max: 30, waitCount: 11, waitDurationMs: 86.350956, counters: { newConnsCount: 11 }, pool: '127.0.0.1:18990/postgres', runtime },
    rule: 'line',
  },
  'otelsql, indented': {
    log: `{
\t"Resource": [
\t\t{
\t\t\t"Key": "service.instance.id",
\t\t\t"Value": {
\t\t\t\t"Type": "STRING",
\t\t\t\t"Value": "kiln-7f"
\t\t\t}
\t\t},
\t\t{
\t\t\t"Key": "service.name",
\t\t\t"Value": {
\t\t\t\t"Type": "STRING",
\t\t\t\t"Value": "kiln-log"
\t\t\t}
\t\t}
\t],
\t"ScopeMetrics": [
\t\t{
\t\t\t"Scope": {
\t\t\t\t"Name": "github.com/XSAM/otelsql",
\t\t\t\t"Version": "0.44.0",
\t\t\t\t"Attributes": null
\t\t\t},
\t\t\t"Metrics": [
\t\t\t\t{
\t\t\t\t\t"Name": "db.sql.connection.max_open",
\t\t\t\t\t"Unit": "",
\t\t\t\t\t"Data": {
\t\t\t\t\t\t"DataPoints": [
\t\t\t\t\t\t\t{
\t\t\t\t\t\t\t\t"Attributes": [
\t\t\t\t\t\t\t\t\t{
\t\t\t\t\t\t\t\t\t\t"Key": "db.system.name",
\t\t\t\t\t\t\t\t\t\t"Value": {
\t\t\t\t\t\t\t\t\t\t\t"Type": "STRING",
\t\t\t\t\t\t\t\t\t\t\t"Value": "postgresql"
\t\t\t\t\t\t\t\t\t\t}
\t\t\t\t\t\t\t\t\t}
\t\t\t\t\t\t\t\t],
\t\t\t\t\t\t\t\t"Time": "2026-12-01T14:56:57.975452147Z",
\t\t\t\t\t\t\t\t"Value": 30
\t\t\t\t\t\t\t}
\t\t\t\t\t\t]
\t\t\t\t\t}
\t\t\t\t},
\t\t\t\t{
\t\t\t\t\t"Name": "db.sql.connection.open",
\t\t\t\t\t"Unit": "",
\t\t\t\t\t"Data": {
\t\t\t\t\t\t"DataPoints": [
\t\t\t\t\t\t\t{
\t\t\t\t\t\t\t\t"Attributes": [
\t\t\t\t\t\t\t\t\t{
\t\t\t\t\t\t\t\t\t\t"Key": "db.system.name",
\t\t\t\t\t\t\t\t\t\t"Value": {
\t\t\t\t\t\t\t\t\t\t\t"Type": "STRING",
\t\t\t\t\t\t\t\t\t\t\t"Value": "postgresql"
\t\t\t\t\t\t\t\t\t\t}
\t\t\t\t\t\t\t\t\t},
\t\t\t\t\t\t\t\t\t{
\t\t\t\t\t\t\t\t\t\t"Key": "status",
\t\t\t\t\t\t\t\t\t\t"Value": {
\t\t\t\t\t\t\t\t\t\t\t"Type": "STRING",
\t\t\t\t\t\t\t\t\t\t\t"Value": "inuse"
\t\t\t\t\t\t\t\t\t\t}
\t\t\t\t\t\t\t\t\t}
\t\t\t\t\t\t\t\t],
\t\t\t\t\t\t\t\t"Time": "2026-12-01T14:56:57.975460062Z",
\t\t\t\t\t\t\t\t"Value": 3
\t\t\t\t\t\t\t},
\t\t\t\t\t\t\t{
\t\t\t\t\t\t\t\t"Attributes": [
\t\t\t\t\t\t\t\t\t{
\t\t\t\t\t\t\t\t\t\t"Key": "db.system.name",
\t\t\t\t\t\t\t\t\t\t"Value": {
\t\t\t\t\t\t\t\t\t\t\t"Type": "STRING",
\t\t\t\t\t\t\t\t\t\t\t"Value": "postgresql"
\t\t\t\t\t\t\t\t\t\t}
\t\t\t\t\t\t\t\t\t},
\t\t\t\t\t\t\t\t\t{
\t\t\t\t\t\t\t\t\t\t"Key": "status",
\t\t\t\t\t\t\t\t\t\t"Value": {
\t\t\t\t\t\t\t\t\t\t\t"Type": "STRING",
\t\t\t\t\t\t\t\t\t\t\t"Value": "idle"
\t\t\t\t\t\t\t\t\t\t}
\t\t\t\t\t\t\t\t\t}
\t\t\t\t\t\t\t\t],
\t\t\t\t\t\t\t\t"Time": "2026-12-01T14:56:57.975460062Z",
\t\t\t\t\t\t\t\t"Value": 1
\t\t\t\t\t\t\t}
\t\t\t\t\t\t]
\t\t\t\t\t}
\t\t\t\t}
\t\t\t]
\t\t}
\t]
}`,
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 1, max: 30, runtime, at: '2026-12-01T14:56:57.975460062Z' },
    rule: 'line',
  },
  'two pools that an attribute tells apart': {
    log: '{"ScopeMetrics":[{"Scope":{"Name":"shop/db"},"Metrics":[{"Name":"shop.db.pool.active","Data":{"DataPoints":[{"Attributes":[{"Key":"role","Value":{"Type":"STRING","Value":"reader"}},{"Key":"zone","Value":{"Type":"STRING","Value":"a"}}],"Value":3},{"Attributes":[{"Key":"role","Value":{"Type":"STRING","Value":"writer"}},{"Key":"zone","Value":{"Type":"STRING","Value":"a"}}],"Value":1}]}}]}]}',
    reads: [{ kind: 'pool-snapshot', inUse: 3, pool: 'role=reader', runtime: UNNAMED_RUNTIME }, { kind: 'pool-snapshot', inUse: 1, pool: 'role=writer' }],
    rule: 'line',
  },
}; // prettier-ignore
