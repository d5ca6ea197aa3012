import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TimedEvent } from '../../../src/model/event.ts';
import { isLongDocument, parted } from '../../../src/read/source/parted.ts';
import { cut, readText } from '../support.ts';

const whole = async (bytes: Buffer, at: readonly number[]): Promise<string> => {
  const out: Buffer[] = [];
  for await (const chunk of parted(cut(bytes, at) as unknown as AsyncGenerator<Buffer>)) out.push(chunk);
  return Buffer.concat(out).toString();
};

test('parts between entries, never inside a text, and changes no length, however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 8 }), async (values, at) => {
      const text = JSON.stringify(values);
      const given = await whole(Buffer.from(text), at);
      expect(given.replaceAll(/\n/g, ',')).toBe(text);
      expect(given).toBe(await whole(Buffer.from(text), []));
    }),
  );
  expect(await whole(Buffer.from('[{"a":"},{"},{"b":[[1],[2]]},3,{"c":"\\"},{"},'), [])).toBe(
    '[{"a":"},{"}\n{"b":[[1]\n[2]]},3,{"c":"\\"},{"},',
  );
});

test('tells documents by their beginning', () => {
  expect(['[{"a":1}', ' {"hits":{', '[[1]', '{"@timestamp":1'].map(isLongDocument)).toEqual([true, true, true, true]);
  expect(['[1, 2]', '[2026-11-23 01:00:00] x', 'a', '{1}', ''].map(isLongDocument)).toEqual([false, false, false, false, false]);
});

const line = (i: number): string => {
  const word = i % 2 === 0 ? 'lent' : 'took back';
  return `2026-11-23 01:${String(i % 60).padStart(2, '0')}:00,000 INFO pool ${word} connection c${i >> 1} {"of": [{"a":1},{"b":2}]}`;
};

test('an export in one line of some megabytes is read whole, and said', async () => {
  const lines = Array.from({ length: 9_000 }, (_, i) => line(i));
  const raw = await readText(lines.join('\n'));
  const exports = [
    { took: 3, hits: { total: { value: 1 }, hits: lines.map((message) => ({ _index: 'i', _source: { message, tags: [{ a: 1 }, { b: 2 }] } })) } },
    lines.map((textPayload) => ({ textPayload, insertId: 'x' })),
    { data: lines.map((message) => ({ id: 'x', attributes: { message, service: 's' } })), meta: [{ a: 1 }] },
  ]; // prettier-ignore
  for (const value of exports) {
    const { events, summary } = await readText(JSON.stringify(value));
    expect(events.map(({ kind, at }) => [kind, at])).toEqual(raw.events.map(({ kind, at }) => [kind, at]));
    expect(summary.lines.clipped).toBe(0);
    expect(summary.notices.map(({ code }) => code)).toEqual(['one-line-document']);
  }
  expect(raw.events).toHaveLength(9_000);
});

test('nothing is said of a short document, and no byte is lost of a broken long one', async () => {
  const text = `[{"textPayload":"pool lent connection c1"},{"textPayload":"pool lent connection c2"}]`;
  for (const log of [text, `[[${'x'.repeat(2_000_000)},{`]) {
    const { summary } = await readText(log);
    expect(summary.notices.map(({ code }) => code)).toEqual(log === text ? [] : ['one-line-document']);
    expect(summary.sources[0]?.bytes).toBe(log.length);
  }
});

const essence = (event: TimedEvent): unknown => [event.kind, 'connection' in event && event.connection];

/** A batch of a collector, in one line: by pod, then by scope. */
const batch = (pods: readonly string[], lines: readonly string[]): object => ({
  resourceLogs: pods.map((pod) => ({
    resource: { attributes: [{ key: 'k8s.pod.name', value: { stringValue: pod } }, { key: 'x', value: { stringValue: '"},{"' } }] },
    scopeLogs: [[], lines].map((records, i) => ({
      scope: { name: '', version: String(i) },
      logRecords: records.map((text, at) => ({ timeUnixNano: String(1795397545940764402n + BigInt(at)), attributes: [{ key: 'a', value: {} }, { key: 'log.file.name', value: { stringValue: '0.log' } }], body: { stringValue: text } })),
    })),
  })),
}); // prettier-ignore

test.each([1, 16])(
  'of a collector whose batches are lines of some megabytes every record is read, of its pod (%i times a megabyte)',
  async (size) => {
    const lines = Array.from({ length: 250 }, (_, i) => line(i));
    const filler = Array.from({ length: 2_500 * size }, () => '2026-11-23 01:59:00,000 INFO request done, and so on and so forth');
    const raw = await readText(lines.join('\n'));
    const own = batch(['a', 'b'], [...filler, ...lines]);
    const texts = [JSON.stringify(own) + '\n' + JSON.stringify(batch(['c'], lines)), JSON.stringify(own), JSON.stringify(own, null, 1)];
    for (const text of texts.filter((_, i) => size === 1 || i !== 1)) {
      const { events, summary } = await readText(text);
      const mine = events.filter(({ kind }) => kind !== 'context');
      for (const pod of ['a', 'b']) {
        expect(mine.filter(({ instance }) => instance?.pod === pod).map(essence)).toEqual(raw.events.map(essence));
      }
      expect(mine.filter(({ instance }) => instance?.pod === 'c')).toHaveLength(text.includes('\n{"resourceLogs"') ? 250 : 0);
      expect(summary.lines.clipped).toBe(0);
    }
  },
);

test('of a batch that is too long behind shorter ones its beginning is read, and it is counted as clipped', async () => {
  const lines = Array.from({ length: 250 }, (_, i) => line(i));
  const long = [...lines, ...Array.from({ length: 9_000 }, () => 'x'.repeat(90))];
  const { events, summary } = await readText(
    [batch(['a'], lines), batch(['b'], long), batch(['c'], lines)].map((each) => JSON.stringify(each)).join('\n'),
  );
  const mine = events.filter(({ kind }) => kind !== 'context');
  for (const pod of ['a', 'b', 'c']) expect(mine.filter(({ instance }) => instance?.pod === pod)).toHaveLength(250);
  expect(summary.lines).toMatchObject({ total: 3, clipped: 1 });
});
