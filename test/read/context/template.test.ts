import fc from 'fast-check';
import { expect, test } from 'vitest';
import { templateOf } from '../../../src/read/context/template.ts';

const WORDS = [
  'order', 'id', '7', 'a/b', '/orders/7', 'x@y.de', '{a}', '{1}', 'http://x/y', 'deadbeefcafebabe', 'DEADBEEF', 'defaced', 'abcdefab-abcd-abcd-abcd-abcdefabcdef',
  'k=v', 'k=1', '(x)', 'é', '\u00a0', '\t', '', '…', "'lamp", 'é1',
]; // prettier-ignore

test('a message that needs no mask is masked as one that stands behind a value', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 8 }), (words) => {
      const message = words.join(' ');
      const whole = templateOf(`7 ${message}`);
      expect(templateOf(message) ?? '').toBe((whole ?? '').slice('<*>'.length).trim());
    }),
    { numRuns: 3000 },
  );
});

test('a long message is cut', () => {
  expect(templateOf('word '.repeat(100))).toHaveLength(240);
});
