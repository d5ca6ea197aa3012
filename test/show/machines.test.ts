import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { FORMATS } from '../../src/show/index.ts';
import * as fixtures from './fixtures.ts';

const ALL = Object.entries(fixtures.ALL);
const shown = async (format: string, report: Report): Promise<string> =>
  [...(await FORMATS[format]!.load())(report, { color: false, width: 80 })].join('');

interface Sarif {
  readonly version: string;
  readonly runs: {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: { readonly id: string; readonly fullDescription: { readonly text: string } }[] } };
    readonly results: {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations?: { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: { readonly startLine: number } } }[];
      readonly codeFlows?: unknown[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
    }[];
  }[];
} // prettier-ignore

const strings = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];

describe('SARIF', () => {
  test.each(ALL)('of %s is what code scanning accepts', async (_, report) => {
    const log = JSON.parse(await shown('sarif', report)) as Sarif;
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    const { rules } = run!.tool.driver;
    for (const { fullDescription } of rules) expect(fullDescription.text.length).toBeLessThanOrEqual(1024);
    for (const result of run!.results) {
      expect(rules[result.ruleIndex]?.id).toBe(result.ruleId);
      expect(['error', 'warning', 'note']).toContain(result.level);
      for (const { physicalLocation } of result.locations ?? []) {
        expect(physicalLocation.region.startLine).toBeGreaterThan(0);
        expect(() => new URL(physicalLocation.artifactLocation.uri, 'file:///root/')).not.toThrow();
        expect(physicalLocation.artifactLocation.uri).not.toMatch(/[\s<>"`]/);
      }
    }
    expect(strings(log).filter((text) => text.trim() === '')).toEqual([]);
  });

  test('points at the class file below its package, with the stack as a code flow', async () => {
    const [result] = (JSON.parse(await shown('sarif', fixtures.leakWithStacks)) as Sarif).runs[0]!.results;
    expect(result).toMatchObject({
      ruleId: 'connection-leak',
      level: 'error',
      partialFingerprints: { primaryLocationLineHash: '8f14e45fceea167a:1' },
    });
    expect(result!.locations![0]!.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'net/shop/report/ReportExporter.java' },
      region: { startLine: 88 },
    });
    expect(result!.codeFlows).toHaveLength(1);
  });

  test('without a call site points at the log', async () => {
    const [result] = (JSON.parse(await shown('sarif', fixtures.leakInManyPods)) as Sarif).runs[0]!.results;
    expect(result!.locations![0]!.physicalLocation).toMatchObject({ artifactLocation: { uri: 'stdin' }, region: { startLine: 40_211 } });
  });
});

describe('JUnit', () => {
  test('a leaking pool fails, a healthy one passes', async () => {
    expect(await shown('junit', fixtures.leakWithStacks)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="leak-stream" tests="2" failures="1" errors="0" skipped="0">
        <testsuite name="connection pools" tests="2" failures="1" errors="0" skipped="0">
          <testcase classname="hikaricp" name="shop-pool @ shop-7d9f8-x2x4z">
            <failure type="leak" message="the floor of in-use rose 9 times and never fell">the floor of in-use rose 9 times and never fell
      9 leaked: net.shop.report.ReportExporter.exportCsv (ReportExporter.java:88) [cs1:8f14e45fceea167a]
      Open the connection in a try-with-resources statement, so that it is closed on every way out.</failure>
          </testcase>
          <testcase classname="hikaricp" name="audit @ shop-7d9f8-x2x4z"/>
          <system-out>ReportExporter.exportCsv leaked 9 connections of pool shop-pool, which ran out at 10:59 and turned away 47 requests.</system-out>
        </testsuite>
      </testsuites>
      "
    `);
  });

  test('tells of slow work what came back late, as SARIF does', async () => {
    const [leak] = fixtures.leakWithStacks.suspects;
    const slow = { ...leak!, verdict: 'long-hold' as const, leaked: 0, open: 0, returnedLate: 1234 };
    const report = { ...fixtures.leakWithStacks, suspects: [leak!, slow] };
    const xml = await shown('junit', report);
    expect(xml).toContain('1,234 came back late: net.shop.report');
    expect(xml).not.toContain('0 leaked');
    const [, result] = (JSON.parse(await shown('sarif', report)) as Sarif).runs[0]!.results;
    expect((result as { message?: { text: string } }).message?.text).toMatch(/: 1,234 connections came back late\. /);
  });

  test('names a pool alike from run to run', async () => {
    const [pool] = fixtures.leakWithStacks.pools;
    const at = (id: string, pid: string, name = 'main') => ({ ...pool!, id, name, instance: { pid } });
    const run = (folder: string, pid: string): Report => ({
      ...fixtures.leakWithStacks,
      input: { ...fixtures.leakWithStacks.input, sources: ['a.log', 'b.log'].map((log) => ({ name: `${folder}/${log}`, bytes: 1, lines: 1, envelopes: [] })) },
      pools: [at(`${folder}/a.log hikaricp main`, pid), at(`${folder}/b.log hikaricp main`, pid), at(`${folder}/b.log hikaricp audit`, pid, 'audit')],
    }); // prettier-ignore
    const tests = (xml: string): string[] =>
      [...xml.matchAll(/<testcase [^>]*name="(?<name>[^"]*)"/g)].map(({ groups }) => groups!['name']!);
    const first = tests(await shown('junit', run('/home/me', '71')));
    expect(first).toEqual(['a.log hikaricp main', 'b.log hikaricp main', 'audit']);
    expect(tests(await shown('junit', run('/builds/9', '4711')))).toEqual(first);
  });

  test.each(ALL)('of %s is well-formed', async (_, report) => {
    const xml = await shown('junit', report);
    const open: string[] = [];
    for (const [tag] of xml.replace(/^<\?xml[^>]*\?>/, '').matchAll(/<[^>]*>/g)) {
      expect(tag).toMatch(/^<(?:\/[a-z-]+|[a-z-]+(?: [a-z]+="[^"<]*")*\/?)>$/);
      if (tag.startsWith('</')) expect(open.pop()).toBe(tag.slice(2, -1));
      else if (!tag.endsWith('/>')) open.push(/^<([a-z-]+)/.exec(tag)![1]!);
    }
    expect(open).toEqual([]);
    expect(xml.replace(/<[^>]*>/g, '')).not.toMatch(/[<]|&(?!amp;|lt;|gt;|quot;|apos;|#10;)/);
  });
});

/** Takes code spans and fences away as CommonMark finds them: a run of backticks closes at the next run of the same length. */
function withoutCode(markdown: string): string {
  const runs = [...markdown.matchAll(/(?<!\\)`+/g)];
  let rest = '';
  let end = 0;
  for (const run of runs) {
    if (run.index < end) continue;
    const close = [...markdown.matchAll(/`+/g)].find((other) => other.index > run.index && other[0].length === run[0].length);
    if (close === undefined) continue;
    rest += markdown.slice(end, run.index);
    end = close.index + close[0].length;
  }
  return rest + markdown.slice(end);
}

describe('Markdown', () => {
  test('quotes the lines of the pool where nobody is named, and tells who only timed out', async () => {
    const [pool] = fixtures.leakWithStacks.pools;
    const evidence = [{ source: 'db.log', line: 7, byte: 0, text: 'LOG:  process 12 still waiting for ShareLock' }];
    const reasons = [{ code: 'waits-for-lock', for: 'saturation' as const, text: 'It waited for a lock.', evidence }];
    const report = { ...fixtures.leakWithStacks, verdict: 'saturation' as const, suspects: [], pools: [{ ...pool!, verdict: 'saturation' as const, reasons }], victims: [{ route: 'GET /a', waits: 0, timeouts: 3 }, { route: 'GET /b', waits: 2, timeouts: 0 }] }; // prettier-ignore
    const shownAs = await shown('markdown', report);
    expect(shownAs).toContain('**Evidence.**\n\n- `db.log:7` `LOG:  process 12 still waiting for ShareLock`');
    expect(shownAs).toContain('- `GET /a`: 3 timed out\n- `GET /b`: 0 timed out, 2 waited');
  });

  test('a ticket of a leak', async () => {
    expect(await shown('markdown', fixtures.leakInManyPods)).toMatchInlineSnapshot(`
      "## Connection pool: leak

      POST /orders/\\{id\\}/invoice leaked 12 connections in 12 of 40 pods.

      ### 1. leak: \`POST /orders/{id}/invoice\`

      - 12 leaked, 4 of them taken back by force, 8 still out, 0 returned late
      - in 12 of 40 pods, only revision 68f9d4cc7b
      - first lost 2026-03-14 09:04:00Z, last lost 10:52:00Z (1 h 48 min)
      - confidence 0.93, known by thread-context
      - Route: \`POST /orders/{id}/invoice\`
      - Log line: \`invoice: render order <*>: missing VAT id\`
      - Statement: \`SELECT orders.id, orders.customer_id, orders.total FROM orders JOIN invoices ON invoices.order_id = orders.id WHERE orders.id = ? FOR UPDATE\`
      - Fingerprint: \`cs1:1679091c5a880faf\`

      **Now.** Restart the 12 pods that leak at once. It frees the connections, and the leak begins anew until the code is mended.

      **Why.**

      - for: 12 of 340 checkouts on this route never came back, each after the same error line

      **Evidence.**

      - \`<stdin>:40211\` \`[pod/orders-3/api] 2026-03-14 09:04:11,204 DEBUG Connection <connection object at 0x7f41> checked out from pool\`

      **Remedy.** Bind the session to a with block.

      \`\`\`
      with Session() as session:
          render(session, order)
      \`\`\`

      **Meanwhile.** ALTER ROLE app SET idle\\_in\\_transaction\\_session\\_timeout = '60s'; it ends the session, it does not mend the code.

      **Prove it.**

      \`\`\`
      SELECT count(*) FROM pg_stat_activity
      \`\`\`

      | Pool | Verdict | In use last / peak / max | Timeouts | Hold p50 / p99 / p999 | Threshold |
      |---|---|---|---|---|---|
      | \`QueuePool @ prod/orders-3\` | leak | 1 / 2 / 15 | 2 | 4 ms / 61 ms / 240 ms |  |
      | \`QueuePool @ prod/orders-0\` | leak | 1 / 2 / 15 | 0 | 4 ms / 61 ms / 240 ms |  |
      | \`QueuePool @ prod/orders-1\` | leak | 1 / 2 / 15 | 0 | 4 ms / 61 ms / 240 ms |  |
      | \`QueuePool @ prod/orders-2\` | leak | 1 / 2 / 15 | 0 | 4 ms / 61 ms / 240 ms |  |
      | \`QueuePool @ prod/orders-4\` | leak | 1 / 2 / 15 | 0 | 4 ms / 61 ms / 240 ms |  |
      | \`QueuePool @ prod/orders-5\` | leak | 1 / 2 / 15 | 0 | 4 ms / 61 ms / 240 ms |  |
      | \`QueuePool @ prod/orders-6\` | leak | 1 / 2 / 15 | 0 | 4 ms / 61 ms / 240 ms |  |
      | \`QueuePool @ prod/orders-7\` | leak | 1 / 2 / 15 | 0 | 4 ms / 61 ms / 240 ms |  |
      | \`QueuePool @ prod/orders-8\` | leak | 1 / 2 / 15 | 0 | 4 ms / 61 ms / 240 ms |  |
      | \`QueuePool @ prod/orders-9\` | leak | 1 / 2 / 15 | 0 | 4 ms / 61 ms / 240 ms |  |

      … 30 more pools

      Read 800,000 lines of 1 source, 2026-03-14 09:00:00Z to 2026-03-14 11:00:00Z: 140,112 recognised, 47,884 ignored, 3 clipped. leak-stream 0.1.0.

      - Notice: 3 lines were longer than 1 MiB and were cut
      "
    `);
  });

  test('says what to do and why where nobody is named', async () => {
    const text = await shown('markdown', fixtures.saturation);
    expect(text).toContain('**Now.** Shorten the longest holds or admit less work at once.');
    expect(text).toMatch(/\*\*Why\.\*\*\n\n- for: /);
    expect(await shown('markdown', fixtures.leakInManyPods)).not.toContain('Shorten the longest holds');
  });

  test('lets no markup of a log through', async () => {
    const prose = withoutCode(await shown('markdown', fixtures.hostile)).replaceAll('<!-- -->', '');
    expect(prose).toContain('alert');
    expect(prose).not.toMatch(/(?<!\\)[<`|*]img|(?<!\\)</);
  });

  test('mentions nobody and links nothing', async () => {
    const report = { ...fixtures.healthy, summary: 'ask @root about #12 at http://evil.example or www.evil.example' };
    const [, sentence] = /\n\n(ask .*)\n/.exec(await shown('markdown', report))!;
    expect(sentence).toBe('ask @<!-- -->root about #<!-- -->12 at http<!-- -->://evil.example or www<!-- -->.evil.example');
  });
});
