import type { Plugin } from 'leak-stream/plugin';

const five = { kind: 'pool-snapshot', open: 10, inUse: 9, idle: 1, waitCount: 42, waitDurationMs: 62503.85 };

/** The same sample through the logging libraries, each with a unit of its own. */
export const libraries: Plugin['samples'] = {
  'go-kit logfmt': {
    log: 'ts=2026-11-23T01:52:09.164570625Z caller=main.go:64 level=info msg="db pool" open=10 in_use=9 idle=1 wait_count=42 wait_duration=1m2.50385s',
    reads: five,
  },
  'go-kit JSON: a text': { log: '{"idle":1,"in_use":9,"level":"info","open":10,"wait_count":42,"wait_duration":"1m2.50385s"}', reads: five },
  'zap: seconds': {
    log: '{"level":"info","ts":1795398729.1646433,"caller":"shapes/main.go:69","msg":"db pool","open":10,"in_use":9,"idle":1,"wait_count":42,"wait_duration":62.50385}',
    reads: five,
  },
  'zap.Any: nanoseconds within': {
    log: '{"level":"info","ts":1795398729.1646433,"caller":"shapes/main.go:70","msg":"db pool","stats":{"MaxOpenConnections":10,"OpenConnections":10,"InUse":9,"Idle":1,"WaitCount":42,"WaitDuration":62503850000,"MaxIdleClosed":7,"MaxIdleTimeClosed":0,"MaxLifetimeClosed":2}}',
    reads: { ...five, max: 10 },
  },
  'zap console': {
    log: '2026-11-23T01:52:09.164Z\tINFO\tshapes/main.go:76\tdb pool\t{"open": 10, "in_use": 9, "idle": 1, "wait_count": 42, "wait_duration": "1m2.50385s"}',
    reads: five,
  },
  'zerolog: milliseconds': {
    log: '{"level":"info","open":10,"in_use":9,"idle":1,"wait_count":42,"wait_duration":62503.85,"time":"2026-11-23T01:52:09Z","message":"db pool"}',
    reads: five,
  },
  'zerolog console': { log: '1:52AM INF db pool idle=1 in_use=9 open=10 wait_count=42 wait_duration=62503.85', reads: five },
  'logrus text': {
    log: 'time="2026-11-23T01:52:09Z" level=info msg="db pool" idle=1 inUse=9 open=10 waitCount=42 waitDuration=1m2.50385s',
    reads: five,
  },
  'logrus on a terminal': {
    log: 'INFO[0000] db pool                                       idle=1 inUse=9 open=10 waitCount=42 waitDuration=1m2.50385s',
    reads: five,
  },
  'logrus JSON: nanoseconds': {
    log: '{"idle":1,"inUse":9,"level":"info","msg":"db pool","open":10,"time":"2026-11-23T01:52:09Z","waitCount":42,"waitDuration":62503850000}',
    reads: five,
  },
  'slog text, a group': {
    log: 'time=2026-11-23T01:52:09.164Z level=INFO msg="db pool" db.open=10 db.in_use=9 db.idle=1 db.wait_count=42 db.wait=1m2.50385s',
    reads: five,
  },
  'slog JSON: nanoseconds': {
    log: '{"time":"2026-11-23T01:52:09.164877716Z","level":"INFO","msg":"db pool","open":10,"in_use":9,"idle":1,"wait_count":42,"wait_duration":62503850000}',
    reads: five,
  },
  'slog JSON, groups that name their pools': {
    log: '{"time":"2026-11-23T01:52:09.164Z","level":"INFO","msg":"db pools","read":{"open":4,"in_use":3},"write":{"open":2,"in_use":1}}',
    reads: [
      { kind: 'pool-snapshot', pool: 'read', open: 4, inUse: 3 },
      { kind: 'pool-snapshot', pool: 'write', open: 2, inUse: 1 },
    ],
  },
  'klog: %+v': {
    log: 'I1123 01:52:09.164908   19273 main.go:118] db stats {MaxOpenConnections:10 OpenConnections:10 InUse:9 Idle:1 WaitCount:42 WaitDuration:1m2.50385s MaxIdleClosed:7 MaxIdleTimeClosed:0 MaxLifetimeClosed:2}',
    reads: { ...five, max: 10 },
  },
  'slog JSON: the limit': {
    log: '{"time":"2026-11-23T01:39:51.828Z","level":"INFO","msg":"listening","addr":"127.0.0.1:27640","max_open_conns":40}',
    reads: { kind: 'pool-configuration', max: 40 },
    rule: 'configuration',
  },
};
