import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { LayoutReader } from '../../src/read/layout/index.ts';
import { NewestFirst } from '../../src/read/lines/newest-first.ts';
import type { PeeledLine } from '../../src/read/types.ts';
import { fixture, readText } from './support.ts';

const line = (text: string, n: number): PeeledLine => ({ text, line: n, byte: n * 100, clipped: false, instance: {} });
const stamp = (second: number): string => new Date(Date.UTC(2026, 10, 23, 1, 0, second)).toISOString();

function order(texts: readonly string[], cap?: number): { texts: string[]; held: number; order: NewestFirst } {
  const newest = new NewestFirst(new LayoutReader({}), cap);
  const out: string[] = [];
  let held = 0;
  texts.forEach((text, i) => {
    out.push(...newest.take(line(text, i + 1)).map((each) => each.text));
    held = Math.max(held, i + 1 - out.length);
  });
  out.push(...newest.flush().map((each) => each.text));
  return { texts: out, held, order: newest };
}

describe('inputs that begin with their newest line', () => {
  const rising = Array.from({ length: 500 }, (_, i) => `${stamp(i)} INFO [x] app.web: ${i}`);

  test('are turned round', () => {
    expect(order(rising.toReversed())).toMatchObject({ texts: rising, order: { turned: true, pieces: 1 } });
  });

  test('short ones too, and a header stays in front', () => {
    expect(order(['TIME LINE', ...rising.slice(0, 5).reverse()]).texts).toEqual(['TIME LINE', ...rising.slice(0, 5)]);
  });

  test('keep what stands under a line with it', () => {
    const records = rising.slice(0, 50).map((head) => [head, 'java.lang.Exception: x', '\tat a.B.c(B.java:1)']);
    expect(order(records.toReversed().flat()).texts).toEqual(records.flat());
  });

  test('beyond the cap are turned in pieces, and no line is lost', () => {
    const { texts, order: newest } = order(rising.toReversed(), 20_000);
    expect(newest.pieces).toBeGreaterThan(1);
    expect([...texts].sort()).toEqual([...rising].sort());
  });

  test('what stands under the last line of a piece is not lost, though nothing follows', () => {
    const texts = [...rising.slice(0, 5).reverse(), 'below the last'];
    expect([...order(texts, 400).texts].sort()).toEqual([...texts].sort());
  });

  test('all others pass as they are, and at once', () => {
    const jitter = rising.map((text, i) => (i % 2 === 0 ? (rising[i + 1] ?? text) : (rising[i - 1] as string)));
    expect(order(rising)).toMatchObject({ texts: rising, held: 1, order: { turned: false } });
    expect(order(jitter)).toMatchObject({ texts: jitter, held: 2, order: { turned: false } });
    const bare = rising.map((_, i) => `line ${i}`);
    expect(order(bare)).toMatchObject({ texts: bare, order: { turned: false } });
    expect(order(bare).held).toBeLessThanOrEqual(200);
  });

  test('no line is lost or doubled, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(20), fc.constant(undefined)), { maxLength: 400 }), fc.nat(5000), (seconds, cap) => {
        const texts = seconds.map((second, i) => (second === undefined ? `bare ${i}` : `${stamp(second)} INFO [x] app.web: ${i}`));
        expect(order(texts, cap).texts.sort()).toEqual([...texts].sort());
      }),
    );
  });

  test('give the events that they would give oldest first', async () => {
    const lines = fixture('hikaricp-three-pods.log').toString().trimEnd().split('\n');
    const times = lines.map((each) => /^\[\S+ (\S+)/.exec(each)?.[1] ?? '');
    const sorted = lines.map((each, i) => [times[i] as string, each] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, each]) => each); // prettier-ignore
    const forward = await readText(sorted.join('\n'), { plugins });
    const backward = await readText(sorted.toReversed().join('\n'), { plugins });
    const facts = ({ events }: typeof forward): unknown[] => events.map((event) => ({ ...event, line: 0, byte: 0 }));
    expect(facts(backward)).toEqual(facts(forward));
    expect(forward.events.length).toBeGreaterThan(100);
    expect(forward.summary.notices).toEqual([]);
    expect(backward.summary.notices.map(({ code }) => code)).toEqual(['newest-first']);
  });
});
