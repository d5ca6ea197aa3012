import type { CallSite, Evidence, InputSummary, PoolReport, Report, Suspect } from '../../src/model/report.ts';
import type { StackFrame } from '../../src/model/stack-frame.ts';

const minute = (n: number): string => new Date(Date.UTC(2026, 2, 14, 9, n)).toISOString();
const evidence = (source: string, line: number, text: string): Evidence => ({ source, line, byte: line * 100, text });

const input = (changes: Partial<InputSummary> = {}): InputSummary => ({
  sources: [{ name: 'logs/shop.log', bytes: 182_440, lines: 1840, envelopes: [] }],
  timeRange: { from: minute(0), to: minute(120) },
  lines: { total: 1840, recognised: 212, context: 0, ignored: 1628, clipped: 0 },
  parsers: { hikaricp: { events: 61, records: 61 } },
  notices: [],
  ...changes,
});

const java = (module: string, fn: string, file: string, line: number, role: StackFrame['role']): StackFrame => ({
  function: fn, module, file, line, language: 'java', ...(role ? { role } : {}),
}); // prettier-ignore

const site = ({ function: fn, module, file, line, role }: StackFrame): CallSite => ({
  function: fn,
  ...(module === undefined ? {} : { module }),
  ...(file === undefined ? {} : { file }),
  ...(line === undefined ? {} : { line }),
  ...(role === undefined ? {} : { role }),
});

const exportStack: StackFrame[] = [
  java('com.zaxxer.hikari.HikariDataSource', 'getConnection', 'HikariDataSource.java', 128, 'pool'),
  java('org.springframework.jdbc.datasource.DataSourceUtils', 'fetchConnection', 'DataSourceUtils.java', 160, 'framework'),
  java('org.springframework.jdbc.datasource.DataSourceUtils', 'doGetConnection', 'DataSourceUtils.java', 118, 'framework'),
  java('net.shop.db.Connections', 'open', 'Connections.java', 31, 'application'),
  java('net.shop.report.ReportExporter', 'exportCsv', 'ReportExporter.java', 88, 'application'),
  java('net.shop.report.ReportController', 'download', 'ReportController.java', 41, 'application'),
  ...Array.from({ length: 12 }, (_, i) => java('org.springframework.web.servlet.DispatcherServlet', `step${i}`, 'DispatcherServlet.java', 900 + i, 'framework')),
  java('java.lang.Thread', 'run', 'Thread.java', 840, 'runtime'),
]; // prettier-ignore

/** The least that follows at each point, its steps only. */
const floorOf = (values: readonly number[]): { at: string; value: number }[] =>
  values
    .map((_, index) => ({ at: minute(index * 10), value: Math.min(...values.slice(index)) }))
    .filter(({ value }, index, all) => all[index - 1]?.value !== value);

const series = (values: readonly number[]): PoolReport['inUse'] => ({
  first: values[0] ?? 0,
  last: values.at(-1) ?? 0,
  peak: Math.max(...values),
  floor: floorOf(values),
  series: values.map((value, index) => ({ at: minute(index * 10), min: value, max: value })),
});

const pool = (changes: Partial<PoolReport> = {}): PoolReport => ({
  id: 'hikaricp/shop-pool',
  name: 'shop-pool',
  runtime: 'hikaricp',
  instance: { pod: 'shop-7d9f8-x2x4z', container: 'app' },
  verdict: 'healthy',
  confidence: 0.9,
  reasons: [],
  openHolds: [],
  acquireTimeouts: 0,
  ...changes,
});

const exporter: Suspect = {
  rank: 1,
  fingerprint: 'cs1:8f14e45fceea167a',
  verdict: 'leak',
  confidence: 0.93,
  leaked: 9,
  open: 9,
  returnedLate: 0,
  callSite: site(exportStack[4]!),
  via: [site(exportStack[3]!)],
  stack: exportStack,
  attribution: { method: 'stack', score: 1, parts: { failing: 9, passing: 0 } },
  firstSeen: minute(4),
  lastSeen: minute(112),
  pools: ['hikaricp/shop-pool'],
  instances: { count: 1, of: 1 },
  reasons: [
    { code: 'alarm-without-return', for: 'leak', text: '9 leak alarms, none followed by its "(unleaked)" line; such lines are visible in this log', evidence: [evidence('logs/shop.log', 311, 'WARN  ProxyLeakTask - Connection leak detection triggered for org.postgresql.jdbc.PgConnection@4a2e91, stack trace follows')] },
    { code: 'floor-ratchets', for: 'leak', text: 'in-use never fell below 9 again after 10:52', evidence: [] },
    { code: 'clock-leap', for: 'inconclusive', text: '1 clock leap near an alarm', evidence: [] },
  ],
  evidence: [
    evidence('logs/shop.log', 311, 'WARN  ProxyLeakTask - Connection leak detection triggered for org.postgresql.jdbc.PgConnection@4a2e91, stack trace follows'),
    evidence('logs/shop.log', 498, 'WARN  ProxyLeakTask - Connection leak detection triggered for org.postgresql.jdbc.PgConnection@51c07b, stack trace follows'),
  ],
  remedy: {
    pattern: 'scope-bound-close',
    text: 'Open the connection in a try-with-resources statement, so that it is closed on every way out.',
    fix: 'try (Connection connection = dataSource.getConnection()) {\n  export(connection, out);\n}',
    containment: "ALTER ROLE app SET idle_in_transaction_session_timeout = '60s'; it ends the session, it does not mend the code.",
    validate: ['grep -c "leak detection triggered" app.log'],
  },
}; // prettier-ignore

const base = { schemaVersion: '1.0', tool: { name: 'leak-stream', version: '0.1.0' } } as const;

/** A leak that stacks prove and name. */
export const leakWithStacks: Report = {
  ...base,
  verdict: 'leak',
  summary: 'ReportExporter.exportCsv leaked 9 connections of pool shop-pool, which ran out at 10:59 and turned away 47 requests.',
  input: input(),
  pools: [
    pool({
      verdict: 'leak',
      confidence: 0.95,
      max: 10,
      inUse: series([1, 1, 2, 3, 4, 4, 6, 7, 8, 9, 9, 10, 10]),
      openHolds: Array.from({ length: 9 }, (_, i) => ({ connection: `PgConnection@${i}`, since: minute(i * 12), fingerprint: exporter.fingerprint })),
      acquireTimeouts: 47,
      waits: { count: 61, totalMs: 1_470_000 },
      exhaustion: { at: minute(119), drySince: '2026-03-14T10:58:30.000Z' },
      holdTime: { count: 5210, p50Ms: 12.4, p99Ms: 180, p999Ms: 960, maxMs: 1900 },
      threshold: { recommendedMs: 2000, basis: '2 × p999 of 5,210 returned holds', current: 20_000, advice: 'twice the slowest honest hold' },
      reasons: [{ code: 'floor-ratchets', for: 'leak', text: 'the floor of in-use rose 9 times and never fell', evidence: [] }],
    }),
    pool({ id: 'hikaricp/audit', name: 'audit', verdict: 'healthy', max: 5, inUse: series([0, 1, 0, 2, 0]), holdTime: { count: 88, p50Ms: 3, p99Ms: 20, p999Ms: 21, maxMs: 21 } }),
  ],
  suspects: [exporter],
  victims: [
    { callSite: { function: 'checkout', module: 'net.shop.cart.CartService', file: 'CartService.java', line: 77 }, waits: 14, timeouts: 31 },
    { route: 'GET /orders/{id}', waits: 0, timeouts: 16 },
  ],
}; // prettier-ignore

/** No stacks; the same leak in twelve of forty pods. */
export const leakInManyPods: Report = {
  ...base,
  verdict: 'leak',
  summary: 'POST /orders/{id}/invoice leaked 12 connections in 12 of 40 pods.',
  input: input({
    sources: [{ name: '<stdin>', bytes: 91_000_000, lines: 800_000, envelopes: ['kubectl-prefix', 'json'], compression: 'gzip' }],
    parsers: { sqlalchemy: { events: 140_112, records: 140_112 } },
    lines: { total: 800_000, recognised: 140_112, context: 612_004, ignored: 47_884, clipped: 3 },
    notices: [{ code: 'lines-clipped', text: '3 lines were longer than 1 MiB and were cut' }],
  }),
  pools: Array.from({ length: 40 }, (_, i) =>
    pool({
      id: `sqlalchemy/default/${i}`,
      name: 'QueuePool',
      runtime: 'sqlalchemy',
      instance: { namespace: 'prod', pod: `orders-${i}`, container: 'api' },
      verdict: i < 12 ? 'leak' : 'healthy',
      max: 15,
      inUse: series(i < 12 ? [0, 1, 2, 1, 1] : [0, 2, 0, 1, 0]),
      acquireTimeouts: i === 3 ? 2 : 0,
      holdTime: { count: 3500, p50Ms: 4, p99Ms: 61, p999Ms: 240, maxMs: 610 },
      reasons: i < 12 ? [{ code: 'open-at-end', for: 'leak', text: 'a checkout of 41 min ago is still out, 2 × p999 of its route is 480 ms', evidence: [] }] : [],
    }),
  ),
  suspects: [
    {
      ...exporter,
      fingerprint: 'cs1:1679091c5a880faf',
      leaked: 12,
      reclaimed: 4,
      open: 8,
      checkouts: 340,
      callSite: null,
      via: [],
      stack: [],
      route: 'POST /orders/{id}/invoice',
      template: 'invoice: render order <*>: missing VAT id',
      statement: 'SELECT orders.id, orders.customer_id, orders.total FROM orders JOIN invoices ON invoices.order_id = orders.id WHERE orders.id = ? FOR UPDATE',
      attribution: { method: 'thread-context', score: 0.97, parts: { route: 0.97 } },
      pools: Array.from({ length: 12 }, (_, i) => `sqlalchemy/default/${i}`),
      instances: { count: 12, of: 40 },
      revisions: [
        { workload: 'orders', revision: '68f9d4cc7b', instances: 22, leaking: 12, leaked: 12 },
        { workload: 'orders', revision: '7d5b8f9c6d', instances: 18, leaking: 0, leaked: 0 },
      ],
      reasons: [{ code: 'open-at-end', for: 'leak', text: '12 of 340 checkouts on this route never came back, each after the same error line', evidence: [] }],
      evidence: [evidence('<stdin>', 40_211, '[pod/orders-3/api] 2026-03-14 09:04:11,204 DEBUG Connection <connection object at 0x7f41> checked out from pool')],
      serverSide: [{ pid: 4711, state: 'idle in transaction', applicationName: 'orders', idleForMs: 2_460_000, lastQuery: 'SELECT orders.id FROM orders WHERE id = ?' }],
      remedy: { ...exporter.remedy, text: 'Bind the session to a with block.', fix: 'with Session() as session:\n    render(session, order)', validate: ['SELECT count(*) FROM pg_stat_activity'] },
    },
  ],
  victims: [],
}; // prettier-ignore

export const saturation: Report = {
  ...base,
  verdict: 'saturation',
  summary: 'Pool shop-pool was full from 09:30 to 10:10 and recovered: saturation, not a leak.',
  input: input(),
  pools: [
    pool({
      verdict: 'saturation',
      confidence: 0.85,
      max: 10,
      inUse: series([1, 4, 10, 10, 10, 10, 10, 6, 2, 0, 1, 0]),
      acquireTimeouts: 118,
      waits: { count: 2210, totalMs: 8_100_000 },
      holdTime: { count: 90_000, p50Ms: 40, p99Ms: 2100, p999Ms: 8800, maxMs: 12_000 },
      threshold: { recommendedMs: 20_000, basis: '2 × p999', advice: 'Set leakDetectionThreshold to 20000.' },
      reasons: [
        { code: 'returns-to-baseline', for: 'saturation', text: 'in-use fell back to 0 when load did', evidence: [] },
        { code: 'alarms', for: 'leak', text: '3 leak alarms, all of them came back', evidence: [] },
      ],
    }),
  ],
  suspects: [],
  victims: [{ route: 'GET /search', waits: 2000, timeouts: 118 }],
};

export const healthy: Report = {
  ...base,
  verdict: 'healthy',
  summary: 'Nothing leaks: each of 5,210 connections came back.',
  input: input(),
  pools: [
    pool({
      max: 10,
      inUse: series([0, 2, 3, 1, 0, 4, 2, 0]),
      holdTime: { count: 5210, p50Ms: 12, p99Ms: 180, p999Ms: 960, maxMs: 1900 },
      threshold: { recommendedMs: 2000, basis: '2 × p999 of 5,210 returned holds', advice: 'Set leakDetectionThreshold to 2000.' },
      reasons: [{ code: 'all-returned', for: 'healthy', text: 'every checkout has its checkin', evidence: [] }],
    }),
  ],
  suspects: [],
  victims: [],
};

export const inconclusive: Report = {
  ...base,
  verdict: 'inconclusive',
  summary: '3 leak alarms, but this log could not have shown a return.',
  input: input({ notices: [{ code: 'returns-invisible', text: 'no INFO line of com.zaxxer.hikari: set that logger to INFO to see returns' }] }),
  pools: [
    pool({
      verdict: 'inconclusive',
      confidence: 0.4,
      reasons: [
        { code: 'returns-invisible', for: 'inconclusive', text: 'returns are logged at INFO and no INFO line of the pool is in this log', evidence: [] },
        { code: 'alarms-recur', for: 'leak', text: '3 alarms of one call site', evidence: [] },
      ],
    }),
  ],
  suspects: [{ ...exporter, verdict: 'inconclusive', confidence: 0.4, leaked: 0, open: 3, reasons: [{ code: 'returns-invisible', for: 'inconclusive', text: 'the log cannot show returns', evidence: [] }] }],
  victims: [],
}; // prettier-ignore

export const empty: Report = {
  ...base,
  verdict: 'inconclusive',
  summary: 'Nothing in the input is a line of a connection pool.',
  input: input({ timeRange: null, parsers: {}, lines: { total: 1840, recognised: 0, context: 0, ignored: 1840, clipped: 0 } }),
  pools: [],
  suspects: [],
  victims: [],
};

const EVIL = '\u001b[2J\u001b]0;owned\u0007\u202egnp.exe\u0000\r\n| `x` <img src=x onerror=alert(1)> 注文\u{1F600}\u009b31m';

/** Every place that takes text from a log, filled with what a terminal, Markdown, XML or HTML would obey. */
export const hostile: Report = {
  ...leakWithStacks,
  summary: `leak ${EVIL}`,
  input: input({ sources: [{ name: EVIL, bytes: 1, lines: 1, envelopes: [EVIL] }], notices: [{ code: 'x', text: EVIL }] }),
  pools: [pool({ name: EVIL, verdict: 'leak', instance: { pod: EVIL }, reasons: [{ code: 'x', for: 'leak', text: EVIL, evidence: [] }] })],
  suspects: [
    {
      ...exporter,
      callSite: { function: EVIL, module: EVIL, file: EVIL, line: 1 },
      stack: [{ function: EVIL, module: EVIL, file: EVIL, line: 1, language: 'other' }],
      via: [],
      route: EVIL,
      template: EVIL,
      statement: EVIL,
      evidence: [evidence(EVIL, 1, EVIL)],
      serverSide: [{ pid: 1, state: EVIL, lastQuery: EVIL }],
    },
  ],
  victims: [{ route: EVIL, waits: 1, timeouts: 1 }],
};

export const ALL = { leakWithStacks, leakInManyPods, saturation, healthy, inconclusive, empty, hostile };
