import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glob } from '../../../src/plugin/frames/glob.ts';

/** What a glob means, said in the slowest way. */
function means(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('**')) {
    const rest = pattern.replace(/^\*+/, '');
    return Array.from({ length: text.length + 1 }, (_, i) => i).some((i) => means(rest, text.slice(i)));
  }
  if (pattern.startsWith('*'))
    return Array.from({ length: text.length + 1 }, (_, i) => i).some(
      (i) => !text.slice(0, i).includes('/') && means(pattern.slice(1), text.slice(i)),
    );
  return text !== '' && pattern[0] === text[0] && means(pattern.slice(1), text.slice(1));
}

describe('glob', () => {
  it.each([
    ['com.acme.**', 'com.acme.Dao', true],
    ['com.acme.*', 'com.acme.web.Dao', true],
    ['com.acme.**', 'com.acmestore.Dao', false],
    ['**$$Lambda**', 'a.B$$Lambda$1', true],
    ['*Connection', 'getConnection', true],
    ['getConnection', 'getConnections', false],
    ['**', '', true],
  ])('%s on the name %s: %s', (pattern, text, expected) => expect(glob(pattern).matches(text)).toBe(expected));

  it.each([
    ['**/site-packages/**', '/usr/lib/site-packages/x/y.py', true],
    ['**/site-packages/**', '/site-packages/y.py', true],
    ['/app/*/models.py', '/app/a/models.py', true],
    ['/app/*/models.py', '/app/a/b/models.py', false],
    ['/app/**/models.py', '/app/models.py', true],
    ['/app/**/models.py', '/app/a/b/models.py', true],
    ['**/db/*.py', '/srv/db/x/db/y.py', true],
    ['**/db/*.py', '/srv/db/x/y.py', false],
  ])('%s on the path %s: %s', (pattern, text, expected) => expect(glob(pattern, '/').matches(text)).toBe(expected));

  it('agrees with its definition', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', '/', '*', '**'), { maxLength: 7 }).map((parts) => parts.join(''));
    const text = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 8 }).map((parts) => parts.join(''));
    // Stars that touch a slash on both sides mean whole directories, which the definition above leaves out.
    const pattern = letters.filter((one) => !/(?:^|\/)\*{2,}\//.test(one) && !/\*{3,}/.test(one));
    fc.assert(
      fc.property(pattern, text, (one, other) => {
        expect(glob(one, '/').matches(other)).toBe(means(one, other));
      }),
      { numRuns: 2_000 },
    );
  });

  it('stays fast where a regular expression would not', () => {
    expect(glob(`**${'a*'.repeat(30)}b`, '/').matches('a'.repeat(100_000))).toBe(false);
    // Anything that grew faster than its input would meet the time limit of the tests.
  });
});
