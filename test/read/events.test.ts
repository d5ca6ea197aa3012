import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import type { TimedEvent } from '../../src/model/event.ts';
import { definePlugin } from '../../src/plugin/index.ts';
import { cut, fixture, read, readText, stream, testPool } from './support.ts';

const at = (seconds: number): number => Date.UTC(2026, 10, 23, 1, 0, seconds);
const line = (seconds: number, text: string): string => `2026-11-23 01:00:${String(seconds).padStart(2, '0')},000 INFO app.web: ${text}\n`;
const brief = (events: readonly TimedEvent[]): string[] => events.map((event) => `${event.line} ${event.kind}`);

describe('events of recordings', () => {
  test.each(['hikaricp-three-pods.log', 'sqlalchemy-listener.log'])('%s: any cut of its bytes gives the same events', async (name) => {
    const bytes = fixture(name);
    const whole = await read([{ name, stream: cut(bytes, []) }], { plugins });
    expect(whole.events.length).toBeGreaterThan(100);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 40 }), async (points) => {
        const again = await read([{ name, stream: cut(bytes, points) }], { plugins });
        expect(again.events).toEqual(whole.events);
        expect(again.summary).toEqual(whole.summary);
      }),
      { numRuns: 6 },
    );
    const tiny = await read(
      [
        {
          name,
          stream: cut(
            bytes,
            Array.from({ length: bytes.length / 100 }, (_, i) => i * 100),
          ),
        },
      ],
      { plugins },
    );
    expect(tiny.events).toEqual(whole.events);
  });

  test('each event points at the line that gave it', async () => {
    const bytes = fixture('hikaricp-three-pods.log');
    const lines = bytes.toString().split('\n');
    const { events, summary } = await read([{ name: 'x', stream: stream(bytes) }], { plugins });
    for (const event of events) {
      expect(lines[event.line - 1]).toContain(event.text.slice(0, 100));
      expect(bytes.subarray(event.byte, event.byte + 20).toString()).toBe(lines[event.line - 1]?.slice(0, 20));
    }
    expect(new Set(events.map((event) => event.instance?.pod)).size).toBe(3);
    expect(summary.sources[0]?.envelopes).toContain('kubectl-prefix');
    const { total, recognised, context, ignored } = summary.lines;
    expect([total, recognised + context + ignored]).toEqual([813, 813]);
  });

  test('pods that interleave give the leaks that each gives alone', async () => {
    const text = fixture('hikaricp-three-pods.log').toString();
    const together = await readText(text, { plugins });
    const pods = [...new Set(text.match(/^\[pod\/[^/]+/gm))];
    const leaks = (events: readonly TimedEvent[]): unknown[] =>
      events
        .filter((event) => event.kind === 'leak-reported')
        .map((event) => ({ pod: event.instance?.pod, at: event.at, stack: event.stack }));
    const alone = await Promise.all(pods.map(async (pod) => (await readText(text.split('\n').filter((each) => each.startsWith(pod)).join('\n'), { plugins })).events)); // prettier-ignore
    const byPod = (list: unknown[]): unknown[] => list.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    expect(byPod(leaks(together.events))).toEqual(byPod(alone.flatMap(leaks)));
    expect(leaks(together.events)).toHaveLength(12);
  });
});

describe('events', () => {
  test('carry what the core knows', async () => {
    const { events, summary } = await readText(`2026-11-23 01:00:00,500 [77] [worker-1] WARN app.pool: lent connection c1\n\tframe\n`);
    expect(events).toMatchObject([
      {
        kind: 'checkout',
        at: at(0) + 500,
        source: 'app.log',
        line: 1,
        byte: 0,
        parser: 'test-pool',
        rule: 'checkout',
        runtime: 'test',
        severity: 'warn',
      },
    ]);
    expect(events[0]).toMatchObject({ logger: 'app.pool', text: expect.stringContaining('lent connection c1') as string });
    expect(summary).toMatchObject({
      timeRange: { from: '2026-11-23T01:00:00.500Z', to: '2026-11-23T01:00:00.500Z' },
      lines: { total: 2, recognised: 2, context: 0, ignored: 0 },
      parsers: { 'test-pool': { events: 1, records: 1 } },
    });
  });

  test('ordinary records become context once a pool spoke that needs them, those before it too', async () => {
    const { events, summary } = await readText(
      line(0, 'POST /orders/7 201 5ms') + line(1, 'lent connection c1') + line(2, 'POST /orders/8 201 5ms'),
    );
    expect(brief(events)).toEqual(['1 context', '2 checkout', '3 context']);
    expect(events[0]).toMatchObject({ route: 'POST /orders/{id}', runtime: 'test', at: at(0) });
    expect(summary.lines).toMatchObject({ total: 3, recognised: 1, context: 2, ignored: 0 });
  });

  test('a source without such a pool makes none', async () => {
    const other = stream(line(0, 'POST /orders/7 201 5ms'));
    const { events, summary } = await read([
      { name: 'a', stream: stream(line(0, 'lent connection c1')) },
      { name: 'b', stream: other },
    ]);
    expect(brief(events)).toEqual(['1 checkout']);
    expect(summary.lines.ignored).toBe(1);
  });

  test('two plug-ins may read one record, a plug-in that is replaced reads none', async () => {
    const second = { ...testPool, id: 'second' };
    expect((await readText(line(0, 'lent connection c1'), { plugins: [testPool, second] })).events.map((event) => event.parser)).toEqual([
      'test-pool',
      'second',
    ]);
    const instead = { ...second, replaces: 'test-pool' };
    expect((await readText(line(0, 'lent connection c1'), { plugins: [testPool, instead] })).events.map((event) => event.parser)).toEqual([
      'second',
    ]);
  });

  test('since and until cut by time; a record without one goes with its neighbours', async () => {
    const text =
      line(0, 'lent connection c1') + line(10, 'lent connection c2') + 'took back connection c2\n' + line(20, 'lent connection c3');
    const { events, summary } = await readText(text, { since: at(5), until: at(15) });
    expect(brief(events)).toEqual(['2 checkout', '3 checkin']);
    expect(summary.lines).toMatchObject({ recognised: 2, ignored: 2 });
  });

  test('the same stack is the same object', async () => {
    const { events } = await readText(`${line(0, 'lent connection c1')}\tat f\n${line(1, 'lent connection c2')}\tat f\n`);
    const stacks = events.flatMap((event) => (event.kind === 'checkout' ? [event.stack] : []));
    expect(stacks[0]).toMatchObject([{ function: 'at f' }]);
    expect(stacks[0]).toBe(stacks[1]);
  });

  test("the user's rules reach a frame's neighbours, and cut what lies outside", async () => {
    const text = `${line(0, 'lent connection c1')}\tat inner\n\tat handOut\n\tat outer\n\tat edge\n`;
    const stackOf = async (...frames: string[]): Promise<unknown> => {
      const [event] = (await readText(text, { frames })).events;
      return event?.kind === 'checkout' && event.stack?.map((frame) => [frame.function, frame.role]);
    };
    expect(await stackOf('function:"at handOut" ^-group')).toEqual([
      ['at inner', 'plumbing'],
      ['at handOut', 'application'],
      ['at outer', 'application'],
      ['at edge', 'application'],
    ]);
    expect(await stackOf('function:"at inner" max-frames=2')).toEqual([
      ['at inner', 'application'],
      ['at handOut', 'application'],
    ]);
  });

  test('who writes of a leak or of its late end is not taken for the borrower', async () => {
    const gossip = definePlugin({
      ...testPool,
      rules: {
        leak: { pattern: /lent connection/, read: () => ({ kind: 'leak-reported', connection: 'c', stack: [] }) },
        named: { pattern: /pool table/, read: () => ({ kind: 'leak-reported', connection: 'c', stack: [], thread: 'worker-7' }) },
        late: { pattern: /took back/, read: () => ({ kind: 'checkin', connection: 'c', reason: 'unleaked' }) },
        plain: { pattern: /pool is empty/, read: () => ({ kind: 'checkin', connection: 'c', reason: 'returned' }) },
      },
    });
    const of = (text: string): string => `2026-11-23 01:00:00,500 [housekeeper-1] WARN app.pool: ${text}\n`;
    const text = of('lent connection') + of('pool table') + of('took back connection') + of('pool is empty');
    const { events } = await readText(text, { plugins: [gossip] });
    expect(events.map(({ thread }) => thread)).toEqual([undefined, 'worker-7', undefined, 'housekeeper-1']);
  });

  test('a plug-in that breaks is named, and the others go on', async () => {
    const broken = definePlugin({
      ...testPool,
      id: 'broken',
      rules: {
        throws: { pattern: /lent/, read: () => { throw new TypeError('no such thing'); } }, // prettier-ignore
        nonsense: { pattern: /took back/, read: () => ({ kind: 'moon' }) as never },
        number: { pattern: /pool is empty/, read: () => ({ kind: 'acquire-timeout', waitedMs: NaN }) },
      },
    });
    const text =
      line(0, 'lent connection c1') + line(1, 'took back connection c1') + line(2, 'pool is empty') + line(3, 'lent connection c2');
    const { events, summary } = await readText(text, { plugins: [broken, testPool] });
    expect(brief(events)).toEqual(['1 checkout', '2 checkin', '3 acquire-timeout', '4 checkout']);
    expect(summary.notices.map((notice) => notice.text)).toEqual([
      expect.stringContaining('broken/throws') as string,
      expect.stringContaining('"moon"') as string,
      expect.stringContaining('waitedMs is not a finite number') as string,
    ]);
    expect(summary.notices[0]?.text).toMatch(/\(2 times\)$/);
    expect(summary.notices[0]?.evidence).toMatchObject([{ source: 'app.log', line: 1 }]);
  });

  test('no bytes make it throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        const { summary, failures } = await read([{ name: 'x', stream: stream(Buffer.from(bytes)) }], { plugins });
        const { total, recognised, context, ignored } = summary.lines;
        expect(recognised + context + ignored).toBe(total);
        expect(failures.every((failure) => failure.message.includes('leak-stream'))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
