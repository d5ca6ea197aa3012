import { UNNAMED_RUNTIME, type Sample } from 'leak-stream/plugin';

/** What the exporters of other SDKs print, recorded and cut: the Java agent 2.9 over HikariCP, Node's sdk-metrics 2 with instrumentation-pg, Python's SDK 1.45 with instrumentation-sqlalchemy. */
export const otherSamples: Readonly<Record<string, Sample>> = {
  'Java, logging': {
    log: '[otel.javaagent 2026-12-01 15:01:05:422 +0000] [PeriodicMetricReader-1] INFO io.opentelemetry.exporter.logging.LoggingMetricExporter - metric: ImmutableMetricData{resource=Resource{schemaUrl=https://opentelemetry.io/schemas/1.24.0, attributes={service.instance.id="fd402245-ee15-4765-b831-2df53ad0f25f", service.name="ferry", telemetry.sdk.language="java"}}, instrumentationScopeInfo=InstrumentationScopeInfo{name=io.opentelemetry.hikaricp-3.0, version=2.9.0-alpha, schemaUrl=null, attributes={}}, name=db.client.connections.usage, description=The number of connections that are currently in state described by the state attribute., unit={connections}, type=LONG_SUM, data=ImmutableSumData{points=[ImmutableLongPointData{startEpochNanos=1796137217377954960, epochNanos=1796137265418901182, attributes={pool.name="ferry-db", state="used"}, value=5, exemplars=[]}, ImmutableLongPointData{startEpochNanos=1796137217377954960, epochNanos=1796137265418901182, attributes={pool.name="ferry-db", state="idle"}, value=2, exemplars=[]}], monotonic=false, aggregationTemporality=CUMULATIVE}}',
    reads: { kind: 'pool-snapshot', inUse: 5, idle: 2, pool: 'ferry-db', runtime: 'hikaricp', at: '2026-12-01T15:01:05.419Z', text: 'db.client.connections.usage{pool.name=ferry-db,state=used} 5' },
    rule: 'java',
  },
  'Java, logging: the limit': {
    log: '[otel.javaagent 2026-12-01 15:01:05:422 +0000] [PeriodicMetricReader-1] INFO io.opentelemetry.exporter.logging.LoggingMetricExporter - metric: ImmutableMetricData{resource=Resource{schemaUrl=https://opentelemetry.io/schemas/1.24.0, attributes={service.instance.id="fd402245-ee15-4765-b831-2df53ad0f25f", service.name="ferry", telemetry.sdk.language="java"}}, instrumentationScopeInfo=InstrumentationScopeInfo{name=io.opentelemetry.hikaricp-3.0, version=2.9.0-alpha, schemaUrl=null, attributes={}}, name=db.client.connections.max, description=The maximum number of open connections allowed., unit={connections}, type=LONG_SUM, data=ImmutableSumData{points=[ImmutableLongPointData{startEpochNanos=1796137217377954960, epochNanos=1796137265418901182, attributes={pool.name="ferry-db"}, value=20, exemplars=[]}], monotonic=false, aggregationTemporality=CUMULATIVE}}',
    reads: { kind: 'pool-configuration', max: 20, pool: 'ferry-db', runtime: 'hikaricp' },
    rule: 'java',
  },
  'Java, logging-otlp': {
    log: '[otel.javaagent 2026-12-01 15:01:09:175 +0000] [PeriodicMetricReader-1] INFO io.opentelemetry.exporter.logging.otlp.OtlpJsonLoggingMetricExporter - {"resource":{"attributes":[{"key":"service.instance.id","value":{"stringValue":"92b58e10-f081-4433-af5d-748640b30072"}},{"key":"service.name","value":{"stringValue":"ferry"}}]},"scopeMetrics":[{"scope":{"name":"io.opentelemetry.http-url-connection","version":"2.9.0-alpha","attributes":[]},"metrics":[]},{"scope":{"name":"io.opentelemetry.hikaricp-3.0","version":"2.9.0-alpha","attributes":[]},"metrics":[{"name":"db.client.connections.usage","unit":"{connections}","sum":{"dataPoints":[{"timeUnixNano":"1796137269172517175","asInt":"5","attributes":[{"key":"pool.name","value":{"stringValue":"ferry-db"}},{"key":"state","value":{"stringValue":"used"}}]},{"timeUnixNano":"1796137269172517175","asInt":"2","attributes":[{"key":"pool.name","value":{"stringValue":"ferry-db"}},{"key":"state","value":{"stringValue":"idle"}}]}],"aggregationTemporality":2}},{"name":"db.client.connections.pending_requests","unit":"{requests}","sum":{"dataPoints":[{"timeUnixNano":"1796137269172517175","asInt":"0","attributes":[{"key":"pool.name","value":{"stringValue":"ferry-db"}}]}],"aggregationTemporality":2}},{"name":"db.client.connections.max","unit":"{connections}","sum":{"dataPoints":[{"timeUnixNano":"1796137269172517175","asInt":"20","attributes":[{"key":"pool.name","value":{"stringValue":"ferry-db"}}]}],"aggregationTemporality":2}}]}]}',
    reads: { kind: 'pool-snapshot', inUse: 5, idle: 2, pending: 0, max: 20, pool: 'ferry-db', runtime: 'hikaricp', at: '2026-12-01T15:01:09.173Z' },
    rule: 'line',
  },
  'a file of a collector': {
    log: '{"resourceMetrics":[{"resource":{"attributes":[{"key":"service.instance.id","value":{"stringValue":"92b58e10-f081-4433-af5d-748640b30072"}},{"key":"service.name","value":{"stringValue":"ferry"}}]},"scopeMetrics":[{"scope":{"name":"io.opentelemetry.http-url-connection","version":"2.9.0-alpha","attributes":[]},"metrics":[]},{"scope":{"name":"io.opentelemetry.hikaricp-3.0","version":"2.9.0-alpha","attributes":[]},"metrics":[{"name":"db.client.connections.usage","unit":"{connections}","sum":{"dataPoints":[{"timeUnixNano":"1796137269172517175","asInt":"5","attributes":[{"key":"pool.name","value":{"stringValue":"ferry-db"}},{"key":"state","value":{"stringValue":"used"}}]},{"timeUnixNano":"1796137269172517175","asInt":"2","attributes":[{"key":"pool.name","value":{"stringValue":"ferry-db"}},{"key":"state","value":{"stringValue":"idle"}}]}],"aggregationTemporality":2}},{"name":"db.client.connections.pending_requests","unit":"{requests}","sum":{"dataPoints":[{"timeUnixNano":"1796137269172517175","asInt":"0","attributes":[{"key":"pool.name","value":{"stringValue":"ferry-db"}}]}],"aggregationTemporality":2}},{"name":"db.client.connections.max","unit":"{connections}","sum":{"dataPoints":[{"timeUnixNano":"1796137269172517175","asInt":"20","attributes":[{"key":"pool.name","value":{"stringValue":"ferry-db"}}]}],"aggregationTemporality":2}}]}]}]}',
    reads: { kind: 'pool-snapshot', inUse: 5, idle: 2, pending: 0, max: 20, pool: 'ferry-db', runtime: 'hikaricp' },
    rule: 'line',
  },
  'Node, console: an object for each metric': {
    log: `{
  descriptor: {
    name: 'db.client.connection.count',
    type: 'UP_DOWN_COUNTER',
    unit: '{connection}',
    valueType: 1,
    advice: {}
  },
  dataPointType: 3,
  dataPoints: [
    {
      attributes: {
        'db.client.connection.state': 'used',
        'db.client.connection.pool.name': '127.0.0.1:18990/postgres'
      },
      startTime: [ 1796137012, 526000000 ],
      endTime: [ 1796137051, 304000000 ],
      value: 8
    },
    {
      attributes: {
        'db.client.connection.state': 'idle',
        'db.client.connection.pool.name': '127.0.0.1:18990/postgres'
      },
      startTime: [ 1796137012, 526000000 ],
      endTime: [ 1796137051, 304000000 ],
      value: 0
    }
  ]
}`,
    reads: { kind: 'pool-snapshot', inUse: 8, idle: 0, pool: '127.0.0.1:18990/postgres', runtime: UNNAMED_RUNTIME, at: '2026-12-01T14:57:31.304Z' },
    rule: 'spread',
  },
  'Python, console': {
    log: `{
    "resource_metrics": [
        {
            "resource": {
                "attributes": {
                    "telemetry.sdk.language": "python",
                    "telemetry.sdk.name": "opentelemetry",
                    "telemetry.sdk.version": "1.45.2",
                    "service.instance.id": "7b7f0fb9-e682-4678-ac8f-6512b4ac338b",
                    "service.name": "star-plates"
                }
            },
            "scope_metrics": [
                {
                    "scope": {
                        "name": "opentelemetry.instrumentation.sqlalchemy",
                        "version": "0.66b2",
                        "attributes": null
                    },
                    "metrics": [
                        {
                            "name": "db.client.connections.usage",
                            "unit": "connections",
                            "data": {
                                "data_points": [
                                    {
                                        "attributes": {
                                            "pool.name": "postgresql+psycopg2://127.0.0.1:18990/postgres",
                                            "state": "idle"
                                        },
                                        "time_unix_nano": 1796137228631936800,
                                        "value": 1
                                    },
                                    {
                                        "attributes": {
                                            "pool.name": "postgresql+psycopg2://127.0.0.1:18990/postgres",
                                            "state": "used"
                                        },
                                        "time_unix_nano": 1796137228631936800,
                                        "value": 2
                                    }
                                ],
                                "aggregation_temporality": 2,
                                "is_monotonic": false
                            }
                        }
                    ]
                }
            ]
        }
    ]
}`,
    reads: { kind: 'pool-snapshot', inUse: 2, idle: 1, pool: 'postgresql+psycopg2://127.0.0.1:18990/postgres', runtime: 'sqlalchemy', at: '2026-12-01T15:00:28.632Z' },
    rule: 'line',
  },
}; // prettier-ignore
