import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../../src/read/context/index.ts';
import { Unwrapper } from '../../../src/read/envelope/index.ts';
import { LayoutReader } from '../../../src/read/layout/index.ts';
import type { LogRecord } from '../../../src/read/types.ts';
import { LINE_WRAPPERS, rawLines } from './wrap.ts';

/** The whole way of some lines: envelopes, layouts, context. */
const readAll = (texts: readonly string[]): void => {
  const unwrapper = new Unwrapper();
  const reader = new LayoutReader();
  const peeled = [...rawLines(texts).flatMap((line) => unwrapper.peel(line)), ...unwrapper.flush()];
  for (const line of peeled) {
    const head = reader.read(line);
    expect(head === undefined || line.object !== undefined || head.fields !== undefined || line.text.includes(head.message)).toBe(true);
    const base = {
      layout: undefined,
      source: 's',
      line: 1,
      byte: 0,
      lines: 1,
      instance: {},
      raw: line.text,
      tail: [line.text],
      clipped: false,
    };
    const record: LogRecord = { ...base, message: line.text.slice(0, 8192), ...head, at: head?.at ?? null };
    contextOf({ ...record, logger: 'sqlalchemy.engine.Engine' });
  }
};

const PIECES = [
  'a', '1', '-', 'a.', 'a=', 'a="', '[', '[a]', '(', '{', '{"', '{"a":', '"', "'", ' ', '\t', '| ', 'a | ', ': ', 'a: ', '/', 'GET /', '\\', '#012', '<1>', '2026-11-23T01:32:25Z ',
  '2026-11-23 01:32:25,123 ', 'INFO ', 'INFO:', '[INFO] ', 'a.b.c.d ', 'at ', 'File "', '[pod/', 'x-abcde c ', 'a=1 ', 'é', '0123456789abcdef', "''", '(?, ', 'https://a/', 'a@b.',
  '{a="b",', 'Task a[', '1.2ms ', ' - ', '[[', '[{', '{"log":"x","stream":"stdout"}', 'Nov 23 01:32:25 a b: ', '\x1b[', '\ufeff',
]; // prettier-ignore
const HEADS = ['', '2026-11-23 01:52:09,123 INFO ', '[2026-11-23 01:52:09,123: ', '{"log":"', 'level=info msg="', '2026-11-23T01:32:25Z {a="', 'SELECT ', '<1>1 2026-11-23T01:32:25Z a b c d [']; // prettier-ignore

describe('hostile lines', () => {
  it('never makes anything throw', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(fc.constantFrom(...PIECES, ...HEADS), { maxLength: 30 }).map((parts) => parts.join('')),
    );
    const wrapped = fc
      .tuple(fc.constantFrom(...LINE_WRAPPERS), fc.array(text, { maxLength: 3 }))
      .map(([wrapper, lines]) => wrapper.wrap(lines));
    fc.assert(fc.property(fc.array(fc.oneof(text.map((line) => [line]), wrapped), { maxLength: 6 }), (groups) => { readAll(groups.flat()); })); // prettier-ignore
  });

  it('takes time in proportion to the length: 64 KiB of any piece behind any head stay far below a second', () => {
    const slow: string[] = [];
    for (const head of HEADS) {
      for (const piece of PIECES) {
        const start = process.cpuUsage().user;
        readAll([head + piece.repeat(Math.ceil(65_536 / piece.length)) + '!']);
        if (process.cpuUsage().user - start > 1_000_000) slow.push(head + piece);
      }
    }
    expect(slow).toEqual([]);
  });

  it('keeps no more than a bounded rest of pieces that never end', () => {
    const unwrapper = new Unwrapper();
    const piece = 'x'.repeat(65_536);
    let given = 0;
    for (let i = 0; i < 200; i++)
      given += unwrapper.peel({ text: `2026-11-23T01:32:25.1Z stdout P ${piece}`, line: i + 1, byte: 0, clipped: false }).length;
    const rest = unwrapper.flush();
    expect(given).toBe(0);
    expect(rest).toHaveLength(1);
    expect(rest[0]?.text.length).toBeLessThan(5 * 1024 * 1024);
  });
});
