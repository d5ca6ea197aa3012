import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Repeats } from '../../src/read/lines/repeats.ts';

const START = Date.UTC(2026, 2, 14, 9, 0, 0);
const stamped = (ms: number, text: string, pod = ''): string =>
  `${pod}${new Date(START + ms).toISOString().replace('Z', '000000Z')} ${text}`;
const kept = (repeats: Repeats, lines: readonly string[]): string[] => lines.filter((line) => !repeats.isRepeat(line));

test('a log that is written anew is no repetition', () => {
  const lines = [stamped(0, 'a'), stamped(0, 'a'), stamped(1, 'b'), '\tat com.acme.Shop'];
  expect(kept(new Repeats(), [...lines, ...lines])).toHaveLength(8);
});

test('wherever a stream breaks and is taken up again, each line is read once', () => {
  const line = fc.record({ gap: fc.nat({ max: 900 }), text: fc.constantFrom('a', 'b', 'c'), pod: fc.constantFrom('', '[pod/x-1/app] ', '[pod/x-2/app] ') }); // prettier-ignore
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 60 }), fc.array(fc.nat({ max: 60 }), { maxLength: 3 }), (drafts, cuts) => {
      let ms = 0;
      const lines = drafts.map(({ gap, text, pod }) => stamped((ms += gap), text, pod));
      const repeats = new Repeats();
      const read: string[] = [];
      let from = 0;
      for (const cut of [...cuts.map((n) => Math.min(n, lines.length)).sort((a, b) => a - b), lines.length]) {
        read.push(...kept(repeats, lines.slice(from, cut)));
        repeats.broken();
        // As kubectl: from the whole second on in which the last line was written.
        const last = /\d{4}-[^ .]+/.exec(lines[cut - 1] ?? '')?.[0] ?? '';
        from = cut === 0 ? 0 : lines.findIndex((text) => (/\d{4}-[^ ]+/.exec(text)?.[0] ?? '') >= last);
      }
      expect(read).toEqual(lines);
    }),
    { seed: 8 },
  );
});

test('the whole log again gives only what is new', () => {
  const lines = Array.from({ length: 5000 }, (_, i) => stamped(i * 10, `line ${i % 7}`));
  const repeats = new Repeats();
  kept(repeats, lines.slice(0, 4000));
  repeats.broken();
  expect(kept(repeats, lines)).toEqual(lines.slice(4000));
});

test('two like lines between which a stream broke are two', () => {
  const repeats = new Repeats();
  kept(repeats, [stamped(0, 'a')]);
  repeats.broken();
  expect(kept(repeats, [stamped(0, 'a'), stamped(0, 'a')])).toHaveLength(1);
});

test('a line of an earlier time that was not read yet is read', () => {
  const repeats = new Repeats();
  kept(repeats, [stamped(0, 'a'), stamped(5, 'c')]);
  repeats.broken();
  expect(kept(repeats, [stamped(0, 'a'), stamped(3, 'late'), stamped(5, 'c'), stamped(6, 'd')])).toEqual([stamped(3, 'late'), stamped(6, 'd')]); // prettier-ignore
});

test('lines of a trace go with the line above them', () => {
  const trace = [stamped(0, 'boom'), '\tat com.acme.Shop.sell', '\tat com.acme.Shop.main'];
  const repeats = new Repeats();
  kept(repeats, trace);
  repeats.broken();
  expect(kept(repeats, [...trace, stamped(1, 'boom'), '\tat com.acme.Shop.sell'])).toHaveLength(2);
});

describe('without any time', () => {
  test('what comes again from the known beginning is known up to the first strange line', () => {
    const repeats = new Repeats();
    kept(repeats, ['a', 'b', 'a']);
    repeats.broken();
    expect(kept(repeats, ['a', 'b', 'a', 'new', 'a'])).toEqual(['new', 'a']);
  });
});

test('what one remembers another goes on from, as plain data', () => {
  const one = new Repeats();
  kept(one, [stamped(0, 'a', '[pod/x/y] '), stamped(1500, 'b', '[pod/x/y] ')]);
  const other = new Repeats();
  other.recall(structuredClone(one.memory()));
  expect(kept(other, [stamped(1500, 'b', '[pod/x/y] '), stamped(1500, 'c', '[pod/x/y] ')])).toHaveLength(1);
  expect(other.readUpTo).toBe(START + 1500);
});

test('memory is bounded in lines and streams', () => {
  const repeats = new Repeats();
  for (let i = 0; i < 120_000; i++) repeats.isRepeat(stamped(0, `line ${i}`));
  for (let i = 0; i < 5000; i++) repeats.isRepeat(stamped(0, 'a', `[pod/x-${i}/app] `));
  const memory = repeats.memory();
  expect(memory.size).toBeLessThanOrEqual(1000);
  for (let i = 0; i < 300_000; i += 3) repeats.isRepeat(stamped(i, 'x', '[pod/z/app] '));
  expect(repeats.memory().get('[pod/z/app] ')!.stamps.length).toBeLessThan(6000);
});
