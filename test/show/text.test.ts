import { describe, expect, test } from 'vitest';
import stringWidth from 'string-width';
import type { Report } from '../../src/model/report.ts';
import { text } from '../../src/show/text/index.ts';
import { tally } from '../../src/show/text/trace.ts';
import * as fixtures from './fixtures.ts';

const shown = (report: Report, width = 80, color = false): string => [...text(report, { width, color })].join('');

describe('the text report', () => {
  test('names a leak by its stack', () => {
    expect(shown(fixtures.leakWithStacks)).toMatchInlineSnapshot(`
      " LEAK 
       ReportExporter.exportCsv leaked 9 connections of pool shop-pool, which ran out
       at 10:59 and turned away 47 requests.

        where      net.shop.report.ReportExporter.exportCsv (ReportExporter.java:88)
        when       first lost 2026-03-14 09:04:00Z, last lost 10:52:00Z (1 h 48 min)
        how bad    9 leaked, 9 still out at the end; 47 acquire timeouts; the first
                   caller gave up at 2026-03-14 10:59:00Z, so dry since about
                   10:58:30Z
        what now   Restart the pod at once. It frees the connections, and the leak
                   begins anew until the code is mended.
        the fix    Open the connection in a try-with-resources statement, so that it
                   is closed on every way out.
        in use     ▂▂▂▂▂▂▂▂▂▂▂▂▃▃▃▃▄▄▄▄▄▄▄▄▅▅▅▅▆▆▆▆▇▇▇▇▇▇▇▇▇▇▇▇████  10 of 10, peak 10

      ── Suspect 1 of 1: leak ──────────────────────────────── cs1:8f14e45fceea167a ──
        ┬───
        ├─ HikariDataSource.getConnection (HikariDataSource.java:128)     pool
        ├─ … 2 framework frames
        ├─ net.shop.db.Connections.open (Connections.java:31)             via
        ├─ ReportExporter.exportCsv (ReportExporter.java:88)              blamed
        │  ~~~~~~~~~~~~~~~~~~~~~~~~
        │  Returned: NO (9 leak alarms, none followed by its "(unleaked)" line; such
        │  lines are visible in this log)
        ├─ ReportController.download (ReportController.java:41)
        ╰─ … 13 library frames
        counts     9 leaked, 9 still out at the end
        seen       first lost 2026-03-14 09:04:00Z, last lost 10:52:00Z (1 h 48 min)
        known by   stack, score 1.00; confidence 0.93

        + 9 leak alarms, none followed by its "(unleaked)" line; such lines are
          visible in this log
        + in-use never fell below 9 again after 10:52
        − 1 clock leap near an alarm

        evidence
          logs/shop.log:311
            WARN ProxyLeakTask - Connection leak detection triggered for
            org.postgresql.jdbc.PgConnection@4a2e91, stack trace follows
          logs/shop.log:498
            WARN ProxyLeakTask - Connection leak detection triggered for
            org.postgresql.jdbc.PgConnection@51c07b, stack trace follows

        remedy     Open the connection in a try-with-resources statement, so that it
                   is closed on every way out.
        fix        try (Connection connection = dataSource.getConnection()) {
                     export(connection, out);
                   }
        meanwhile  ALTER ROLE app SET idle_in_transaction_session_timeout = '60s'; it
                   ends the session, it does not mend the code.
        prove it   grep -c "leak detection triggered" app.log

      ── Pools (2) ───────────────────────────────────────────────────────────────────
                 last/peak/max  floor  timeouts  waits  hold p50    p99   p999
        shop-pool @ shop-7d9f8-x2x4z
        leak          10/10/10   1→10        47     61      12ms  180ms  960ms
        audit @ shop-7d9f8-x2x4z
        healthy          0/2/5      0         0      ·       3ms   20ms   21ms

        shop-pool @ shop-7d9f8-x2x4z · confidence 0.95
        exhausted  the first caller gave up at 2026-03-14 10:59:00Z, so dry since
                   about 10:58:30Z
        waits      61, 24.1 s on average
        still out  9 checked out and not back at the end of the log, judged or not
        threshold  2 s (now 20 s): twice the slowest honest hold [2 × p999 of 5,210
                   returned holds]
        + the floor of in-use rose 9 times and never fell

      ── Victims: they waited, they did not leak ─────────────────────────────────────
        31 timed out, 14 waited  CartService.checkout (CartService.java:77)
        16 timed out            GET /orders/{id}

      ── What was read ───────────────────────────────────────────────────────────────
        lines      1,840 lines, 212 recognised, 1,628 ignored
        time       2026-03-14 09:00:00Z to 11:00:00Z (2 h)
        events     hikaricp 61
        sources    logs/shop.log (1,840 lines)

       LEAK 
       ReportExporter.exportCsv leaked 9 connections of pool shop-pool, which ran out
       at 10:59 and turned away 47 requests.
      "
    `);
  });

  test('folds a leak in many pods and names it by its route', () => {
    expect(shown(fixtures.leakInManyPods)).toMatchInlineSnapshot(`
      " LEAK 
       POST /orders/{id}/invoice leaked 12 connections in 12 of 40 pods.

        where      POST /orders/{id}/invoice
        when       first lost 2026-03-14 09:04:00Z, last lost 10:52:00Z (1 h 48 min)
        how bad    12 leaked, 4 of them taken back by force, 8 still out at the end,
                   of 340 checkouts; in 12 of 40 pods, only revision 68f9d4cc7b; 2
                   acquire timeouts
        what now   Restart the 12 pods that leak at once. It frees the connections,
                   and the leak begins anew until the code is mended.
        the fix    Bind the session to a with block.
        of         QueuePool @ prod/orders-3
        in use     ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▂▂▂▂▂▂▂▂▂▂▂▂▁▁▁▁▁▁▁▁▁▁▁▁▁  1 of 15, peak 2

      ── Suspect 1 of 1: leak ──────────────────────────────── cs1:1679091c5a880faf ──
        ┬───
        ├─ POST /orders/{id}/invoice
        │  ~~~~~~~~~~~~~~~~~~~~~~~~~
        │  Returned: NO (12 of 340 checkouts on this route never came back, each
        │  after the same error line)
        ├─ log line: invoice: render order <*>: missing VAT id
        ╰─ statement: SELECT orders.id, orders.customer_id, orders.total FROM orders …
        counts     12 leaked, 4 of them taken back by force, 8 still out at the end,
                   of 340 checkouts
        seen       first lost 2026-03-14 09:04:00Z, last lost 10:52:00Z (1 h 48 min),
                   in 12 of 40 pods, only revision 68f9d4cc7b
        known by   thread-context, score 0.97; confidence 0.93

        + 12 of 340 checkouts on this route never came back, each after the same
          error line

        server saw pid 4711 idle in transaction for 41 min: SELECT orders.id FROM ord…

        evidence
          <stdin>:40211
            [pod/orders-3/api] 2026-03-14 09:04:11,204 DEBUG Connection <connection
            object at 0x7f41> checked out from pool

        remedy     Bind the session to a with block.
        fix        with Session() as session:
                       render(session, order)
        meanwhile  ALTER ROLE app SET idle_in_transaction_session_timeout = '60s'; it
                   ends the session, it does not mend the code.
        prove it   SELECT count(*) FROM pg_stat_activity

      ── Pools (40) ──────────────────────────────────────────────────────────────────
                 last/peak/max  floor  timeouts  hold p50   p99   p999
        QueuePool in 12 of 40 pods
        leak            1/2/15    0→1         2       4ms  61ms  240ms
        QueuePool in 28 of 40 pods
        healthy         0/2/15      0         0       4ms  61ms  240ms

        QueuePool in 12 of 40 pods · confidence 0.90
        + a checkout of 41 min ago is still out, 2 × p999 of its route is 480 ms

      ── What was read ───────────────────────────────────────────────────────────────
        lines      800,000 lines, 140,112 recognised, 612,004 kept as context, 47,884
                   ignored, 3 clipped
        time       2026-03-14 09:00:00Z to 11:00:00Z (2 h)
        events     sqlalchemy 140,112
        sources    <stdin> (800,000 lines; kubectl-prefix, json, gzip)
        notice     3 lines were longer than 1 MiB and were cut

       LEAK 
       POST /orders/{id}/invoice leaked 12 connections in 12 of 40 pods.
      "
    `);
  });

  test('tells saturation from a leak', () => {
    expect(shown(fixtures.saturation)).toMatchInlineSnapshot(`
      " SATURATION, no leak 
       Pool shop-pool was full from 09:30 to 10:10 and recovered: saturation, not a
       leak.

        where      pool shop-pool @ shop-7d9f8-x2x4z
        seen       2026-03-14 09:00:00Z to 11:00:00Z (2 h)
        how much   0 of 10 in use at the end, peak 10; 118 acquire timeouts; 2,210
                   waits of 3.67 s on average; 99 of 100 holds under 2.1 s
        because    in-use fell back to 0 when load did
        what now   Shorten the longest holds or admit less work at once. More
                   connections help only where the database has room for them.
        in use     ▂▂▂▂▄▄▄▄███████████████████████▅▅▅▅▂▂▂▂▂▁▁▁▁▂▂▂▂▁  0 of 10, peak 10

      ── Pools (1) ───────────────────────────────────────────────────────────────────
                   last/peak/max  floor  timeouts  waits  hold p50   p99  p999
        shop-pool @ shop-7d9f8-x2x4z
        saturated        0/10/10      0       118  2,210      40ms  2.1s  8.8s

        shop-pool @ shop-7d9f8-x2x4z · confidence 0.85
        waits      2,210, 3.67 s on average
        threshold  20 s: Set leakDetectionThreshold to 20000. [2 × p999]
        + in-use fell back to 0 when load did
        − 3 leak alarms, all of them came back

      ── Victims: they waited, they did not leak ─────────────────────────────────────
        118 timed out, 2,000 waited  GET /search

      ── What was read ───────────────────────────────────────────────────────────────
        lines      1,840 lines, 212 recognised, 1,628 ignored
        time       2026-03-14 09:00:00Z to 11:00:00Z (2 h)
        events     hikaricp 61
        sources    logs/shop.log (1,840 lines)
      "
    `);
  });

  test('says why nothing leaks', () => {
    expect(shown(fixtures.healthy)).toMatchInlineSnapshot(`
      " HEALTHY 
       Nothing leaks: each of 5,210 connections came back.

        where      pool shop-pool @ shop-7d9f8-x2x4z
        seen       2026-03-14 09:00:00Z to 11:00:00Z (2 h)
        how much   0 of 10 in use at the end, peak 4; 99 of 100 holds under 180 ms
        because    every checkout has its checkin
        what now   Nothing to do. Advice: Set leakDetectionThreshold to 2000.
        in use     ▁▁▁▁▁▁▁▂▂▂▂▂▂▂▃▃▃▃▃▃▃▂▂▂▂▂▂▂▁▁▁▁▁▁▁▄▄▄▄▄▄▄▂▂▂▂▂▂▂▁  0 of 10, peak 4

      ── Pools (1) ───────────────────────────────────────────────────────────────────
                 last/peak/max  floor  timeouts  hold p50    p99   p999
        shop-pool @ shop-7d9f8-x2x4z
        healthy         0/4/10      0         0      12ms  180ms  960ms

        shop-pool @ shop-7d9f8-x2x4z · confidence 0.90
        threshold  2 s: Set leakDetectionThreshold to 2000. [2 × p999 of 5,210
                   returned holds]
        + every checkout has its checkin

      ── What was read ───────────────────────────────────────────────────────────────
        lines      1,840 lines, 212 recognised, 1,628 ignored
        time       2026-03-14 09:00:00Z to 11:00:00Z (2 h)
        events     hikaricp 61
        sources    logs/shop.log (1,840 lines)
      "
    `);
  });

  test('says why it cannot decide', () => {
    expect(shown(fixtures.inconclusive)).toMatchInlineSnapshot(`
      " UNDECIDED 
       3 leak alarms, but this log could not have shown a return.

        candidate  net.shop.report.ReportExporter.exportCsv (ReportExporter.java:88)
        seen       first taken 2026-03-14 09:04:00Z, last taken 10:52:00Z (1 h 48 min)
        how much   0 leaked, 3 still out at the end
        because    the log cannot show returns
                   returns are logged at INFO and no INFO line of the pool is in this
                   log
        what now   Log more, or for longer: leak-stream recipe tells what settles it
                   and what that costs.

      ── Suspect 1 of 1: inconclusive ──────────────────────── cs1:8f14e45fceea167a ──
        ┬───
        ├─ HikariDataSource.getConnection (HikariDataSource.java:128)     pool
        ├─ … 2 framework frames
        ├─ net.shop.db.Connections.open (Connections.java:31)             via
        ├─ ReportExporter.exportCsv (ReportExporter.java:88)              blamed
        │  ~~~~~~~~~~~~~~~~~~~~~~~~
        │  Returned: UNKNOWN (the log cannot show returns)
        ├─ ReportController.download (ReportController.java:41)
        ╰─ … 13 library frames
        counts     0 leaked, 3 still out at the end
        seen       first taken 2026-03-14 09:04:00Z, last taken 10:52:00Z (1 h 48 min)
        known by   stack, score 1.00; confidence 0.40

        + the log cannot show returns

        evidence
          logs/shop.log:311
            WARN ProxyLeakTask - Connection leak detection triggered for
            org.postgresql.jdbc.PgConnection@4a2e91, stack trace follows
          logs/shop.log:498
            WARN ProxyLeakTask - Connection leak detection triggered for
            org.postgresql.jdbc.PgConnection@51c07b, stack trace follows

        remedy     Open the connection in a try-with-resources statement, so that it
                   is closed on every way out.
        fix        try (Connection connection = dataSource.getConnection()) {
                     export(connection, out);
                   }
        meanwhile  ALTER ROLE app SET idle_in_transaction_session_timeout = '60s'; it
                   ends the session, it does not mend the code.
        prove it   grep -c "leak detection triggered" app.log

      ── Pools (1) ───────────────────────────────────────────────────────────────────
                                                timeouts
        shop-pool @ shop-7d9f8-x2x4z undecided         0

        shop-pool @ shop-7d9f8-x2x4z · confidence 0.40
        + returns are logged at INFO and no INFO line of the pool is in this log
        − 3 alarms of one call site

      ── What was read ───────────────────────────────────────────────────────────────
        lines      1,840 lines, 212 recognised, 1,628 ignored
        time       2026-03-14 09:00:00Z to 11:00:00Z (2 h)
        events     hikaricp 61
        sources    logs/shop.log (1,840 lines)
        notice     no INFO line of com.zaxxer.hikari: set that logger to INFO to see
                   returns

       UNDECIDED 
       3 leak alarms, but this log could not have shown a return.
      "
    `);
  });

  test('says that nothing was a line of a pool', () => {
    expect(shown(fixtures.empty)).toMatchInlineSnapshot(`
      " UNDECIDED 
       Nothing in the input is a line of a connection pool.

        read       1,840 lines of 1 source, none of them a pool's
        what now   leak-stream parsers list shows what is looked for, leak-stream
                   recipe what to switch on.

      ── What was read ───────────────────────────────────────────────────────────────
        lines      1,840 lines, 0 recognised, 1,840 ignored
        sources    logs/shop.log (1,840 lines)
      "
    `);
  });
});

describe.each([80, 100, 137, 200])('at %i columns', (width) => {
  test.each(Object.keys(fixtures.ALL) as (keyof typeof fixtures.ALL)[])('%s stays within the page', (name) => {
    for (const line of shown(fixtures.ALL[name], width).split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(width);
  });
});

test('the first screen answers where, since when, how bad and what now', () => {
  const screen = shown(fixtures.leakWithStacks).split('\n').slice(0, 24).join('\n');
  for (const answer of ['LEAK', 'ReportExporter.java:88', '2026-03-14 09:04:00Z', '9 leaked', 'try-with-resources'])
    expect(screen).toContain(answer);
});

test('a reason keeps its last words, which are the advice, where it takes five lines', () => {
  const [pool] = fixtures.leakWithStacks.pools;
  const reason = {
    code: 'unattributed',
    for: 'leak' as const,
    text: `${'Some lost connections are explained by nothing. '.repeat(6)}Sampling more often would tell.`,
    evidence: [],
  };
  const report = { ...fixtures.leakWithStacks, pools: [{ ...pool!, reasons: [reason] }] };
  expect(shown(report)).toMatch(/\+ Some lost connections[^…]*Sampling more\s+often\s+would\s+tell\.\n/);
});

test('steps that prove a fix are wrapped, commands and code stay as they are for the copy', () => {
  const [first, ...others] = fixtures.leakWithStacks.suspects;
  const command = `grep -c "Connection leak detection triggered" app.log`;
  const step = 'Watch hikaricp_connections_active in a quiet minute: it must fall to what it was before the load began.';
  const remedy = {
    ...first!.remedy,
    fix: 'for rows.Next() {\n\tif err != nil {\n\t\treturn err\n\t}\n}',
    validate: [`${command}   # must be 0 once the load is over`, step],
  };
  const lines = shown({ ...fixtures.leakWithStacks, suspects: [{ ...first!, remedy }, ...others] }).split('\n');
  expect(lines).toContain('  prove it   # must be 0 once the load is over');
  expect(lines.slice(lines.indexOf(`${' '.repeat(13)}${command}`) + 1).slice(0, 2).map((line) => line.trim()).join(' ')).toBe(step); // prettier-ignore
  expect(lines).toContain(`${' '.repeat(13)}        return err`);
});

test('counts what the log shows of a suspect: checkouts, requests, or lines of its message', () => {
  const [first] = fixtures.leakWithStacks.suspects;
  const { route: _, ...plain } = { ...first!, checkouts: 27 };
  const steps = { ...plain, attribution: { ...plain.attribution, method: 'co-occurrence' as const } };
  expect(tally(plain)).toMatch(/, of 27 checkouts$/);
  expect(tally(steps)).toMatch(/, of 27 such lines$/);
  expect(tally({ ...steps, route: 'GET /a' })).toMatch(/, of 27 requests$/);
});

test('colours change nothing but the colour', () => {
  const coloured = shown(fixtures.leakWithStacks, 80, true);
  expect(coloured).toContain('\u001b[');
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(shown(fixtures.leakWithStacks));
});

test('nothing that a log prints commands the terminal', () => {
  const printed = shown(fixtures.hostile);
  expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  expect(printed).toContain('注文😀');
});
