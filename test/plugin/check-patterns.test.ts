import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { provenBy, triedLinear } from '../../src/plugin/check/pattern/linear.ts';
import { treeOf } from '../../src/plugin/check/pattern/tree.ts';

const many = (repeat: string): RegExp =>
  new RegExp(`^${repeat.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')} can divide one text in exponentially many ways$`);

describe('without a prover', () => {
  test.each<[RegExp, RegExp]>([
    [/(?:a+)+x/, many('(?:a+)+')],
    [/(a*)*b/, many('(a*)*')],
    [/(?:a|a)+$/, many('(?:a|a)+')],
    [/(?:a|b|ab)*c/, many('(?:a|b|ab)*')],
    [/(?:\w+\s?)*:/, many('(?:\\w+\\s?)*')],
    [/(?:.*,)*x/, many('(?:.*,)*')],
    [/(?:[a-z]{1,30}\.?){1,30}!/, many('(?:[a-z]{1,30}\\.?){1,30}')],
    [/(?=(a+)+b)/, /again and again takes it more than/],
    [/(?:(?:a{0,10}){0,10}){0,10}x/, /again and again takes it more than/],
    [/\w+x/, /again and again takes it more than/],
    [/\s+$/, /again and again takes it more than/],
    [/^\s*.*\s*x$/, /again and again takes it more than/],
    [/lent (?:[a-z]+, )?[a-z]+[0-9a-z]+ to$/, /again and again takes it more than/],
  ])('%s is refused', (pattern, words) => expect(triedLinear(pattern)).toMatch(words));

  test.each([
    /lent (?<connection>\w{1,20}) to (?<thread>\S{1,100})$/,
    /^(?:[A-Z][a-z]+)+$/,
    /^(?:"[^"]*"\s*)+;/,
    /^(?:,\w+)*;/,
    /^(?:\d{1,3}\.?){1,4}$/,
    /^[[\]{}]{1,5}\u{41}?\x41(?<!b)[\]a-z-]\k<n>?(?<n>\p{L}?)$/u,
    /a{,3}b{x}/,
    /(?:)/,
  ])('%s passes', (pattern) => expect(triedLinear(pattern)).toBeUndefined());
});

test('whatever a pattern is, it is told in time', () => {
  const piece = fc.constantFrom('a', 'b', '.', '\\d', '\\w', '[ab]', '(?:', ')', '|', '*', '+', '{2,40}', '?', ',', '\\s', '[^a]');
  const pattern = fc.array(piece, { maxLength: 12 }).map((pieces) => {
    try {
      return new RegExp(pieces.join(''));
    } catch {
      return /a/;
    }
  });
  fc.assert(
    fc.property(pattern, (regexp) => {
      triedLinear(regexp);
      // Anything that grew faster than its input would meet the time limit of the tests.
    }),
    { numRuns: 60 },
  );
});

test('a pattern is taken apart whole, or not at all', () => {
  expect(treeOf(/a|b(?<x>c)*/)).toMatchObject({ kind: 'choice', branches: [{ kind: 'set', text: 'a' }, { kind: 'sequence' }] });
  expect(treeOf(new RegExp('(?:'.repeat(200) + ')'.repeat(200)))).toBeUndefined();
}); // prettier-ignore

test('recheck’s answers become words', () => {
  const undecided: string[] = [];
  const linear = provenBy((source) => ({ a: { status: 'safe' }, b: { status: 'unknown' }, c: { status: 'vulnerable', complexity: { summary: 'exponential' } } })[source] as never, ({ source }) => undecided.push(source));
  expect([/a/, /b/, /c/].map(linear)).toEqual([undefined, undefined, 'recheck proves it exponential']);
  expect(undecided).toEqual(['b']);
}); // prettier-ignore
