import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareTime } from '../../../src/read/envelope/bare.ts';
import { ENVELOPES } from '../../../src/read/envelope/envelopes.ts';
import { Memory } from '../../../src/read/envelope/peel.ts';
import { Unwrapper } from '../../../src/read/envelope/index.ts';

const LINES = [
  '2026-11-23 01:52:09,123 INFO shop.web: x', '2026/11/23 01:52:09 GET /orders 200', '2026-11-23T01:52:09.123Z INFO x', '2026-11-23T01:52:09.123456789Z x', '2026-11-23T01:52:09Z\tINFO x',
  '2026-11-23T01:52:09.123456789Z 2026-11-23 01:52:09,123 INFO x', '2026-11-23T01:52:09.123456789Z stdout F x', '2026-11-23 01:52:09 stdout F x', '2026-11-23T01:52:09+00:00 app[web.1]: x',
  '2026-11-23 01:52:09 app[web.1]: x', '2026-11-23 01:52:09 host app[12]: x', '2026-11-23 01:52:09 {app="x"} y', '2026-11-23 01:52:09.12 [APP/PROC/WEB/0] OUT x', '2026-11-23 01:52:09 [main] INFO x',
  '2026-11-23T01:52:09+00:00 stream/name INFO x', '2026-11-23 01:52:09 UTC [12] LOG:  x', '2026-11-23 01:52:09 a1b2[abcd] ams [info] x', '2026-11-23 01:52:09', '2026-11-23 01:52:09 ', '\tat a.B.c(B.java:1)', 'x', '',
  '7:2026-11-23 01:52:09 x', '    2026-11-23 01:52:09 x', 'web-1  | 2026-11-23 01:52:09 x', '{"log":"2026-11-23 01:52:09 x\\n","stream":"stdout"}', '{', '}', '"a": 1', 'app.log:7:2026-11-23 01:52:09 x',
  'EVENTS\t2026-11-23 01:52:09 x\t1795397545940', '2026-11-23 01:52:09 x!y z[1]: w', '2026-11-23 01:52:09 a b{c[1]: d', '2026-11-23T01:52:09Z INFO  [x] y', '2026-11-23T01:52:09Z Caused by: x',
  '2026-11-23T01:52:09.123Z  INFO 1 --- [main] x', '2026-11-23T01:52:09.123+01:00  WARN 1 --- [main] x', '2026-11-23T01:52:09.123456789Z  INFO x', '2026-11-23T01:52:09+00:00     INFO x',
  '2026-11-23T01:52:09,123 ERROR app[12]: x', '2026/11/23T01:52:09Z  INFO a/b 2026-11-23T01:52:09Z x', '2026-11-23T01:52:09+00:00  INFO x', '2026-11-23T01:52:09.123456+00:00 DEBUG x/y x',
  '2026-11-23 01:52:09 INFO [main] x', '2026-11-23 01:52:09 host [12]: x', '2026-11-23 01:52:09 INFO app[12]: x', '2026-11-23 01:52:09 [main] [12]: x',
]; // prettier-ignore

test('a line that is taken to be bare wears no envelope that would have been taken off', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LINES), { minLength: 2, maxLength: 20 }), (texts) => {
      const [quick, general] = [new Unwrapper(), new Unwrapper()];
      for (const [i, text] of texts.entries()) {
        const line = { text, line: i + 1, byte: 0, clipped: false };
        const plain = quick.plain(line);
        const { time, ...peeled } = plain ?? {};
        expect(plain === undefined ? quick.peel(line) : [peeled], texts.slice(0, i + 1).join('\n')).toEqual(general.peel(line));
        if (plain !== undefined) expect(time === undefined).toBe(text.startsWith('\t'));
      }
    }),
    { numRuns: 600 },
  );
});

test('no envelope at all fits a text that is taken to be bare, whatever lines showed before, inside of others too', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 12 }), fc.boolean(), (texts, outermost) => {
      const memory = new Memory(outermost);
      for (const text of texts) {
        const bare = bareTime(text, memory) !== undefined;
        const fits = ENVELOPES.find((envelope) => envelope(text, memory) !== undefined);
        if (bare) expect(fits, texts.join('\n')).toBeUndefined();
      }
    }),
    { numRuns: 3000 },
  );
});

test('a log of dates and levels is bare from its second line on', () => {
  const unwrapper = new Unwrapper();
  const line = (text: string) => ({ text, line: 1, byte: 0, clipped: false });
  expect(unwrapper.plain(line('2026-11-23 01:52:09,123 INFO x'))).toBeUndefined();
  unwrapper.peel(line('2026-11-23 01:52:09,123 INFO x'));
  for (const bare of ['INFO shop.web x', 'DEBUG [Thread-5] [shop.web] x', '[main] INFO x']) {
    const text = `2026-11-23 01:52:09,124 ${bare}`;
    expect(unwrapper.plain(line(text))).toMatchObject({ text });
  }
  expect(unwrapper.plain(line('2026-11-23 01:52:09,124 host app[12]: x'))).toBeUndefined();
});
