import { expect, test } from 'vitest';
import { filledIn } from '../../../src/read/layout/structured/filled-in.ts';

test.each([
  ['{} - Starting...', ['orders'], 'orders - Starting...'],
  ['{} of {} in use', [3, '5'], '3 of 5 in use'],
  // fewer values than places, and more
  ['{} of {} in use', ['3'], '3 of {} in use'],
  ['{} in use', ['3', '5'], '3 in use'],
  // braces that are meant
  ['set \\{} to {}', ['a'], 'set {} to a'],
  // a value that ends in a backslash, and one that has braces
  ['from {} to {}', ['C:\\', '{}'], 'from C:\\ to {}'],
  ['nothing is open', ['a'], 'nothing is open'],
])('%s with %j', (message, values, expected) => expect(filledIn(message, { arguments: values })).toBe(expected));

test('values that are none leave it as it is', () => {
  for (const values of [undefined, 'a', {}, [], Array.from({ length: 101 }, () => 'a')])
    expect(filledIn('{} waits', { arguments: values })).toBe('{} waits');
});
