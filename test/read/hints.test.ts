import fc from 'fast-check';
import { expect, test } from 'vitest';
import { definePlugin } from '../../src/plugin/index.ts';
import { HintIndex } from '../../src/read/hints/index.ts';
import { CompiledSearch } from '../../src/read/hints/compiled-search.ts';
import { StepSearch } from '../../src/read/hints/step-search.ts';
import { testPool } from './support.ts';

const index = (...hints: (readonly string[])[]): HintIndex =>
  new HintIndex(hints.map((own, i) => definePlugin({ ...testPool, id: `p${i}`, hints: own })));

test('a hint is found wherever it stands, and nothing else is', () => {
  const word = fc.oneof(fc.constantFrom('pool', 'lent', 'ab', '│ pid', '│', ' ', '=', 'é', '💧', '\ud83d'), fc.string({ maxLength: 6 }));
  const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(''));
  const hints = fc.array(text.filter((hint) => hint.length >= 4), { maxLength: 8 }); // prettier-ignore
  fc.assert(
    fc.property(text, hints, hints, (line, own, others) => {
      const all = index(own, others);
      const has = (some: readonly string[]): boolean => some.some((hint) => line.includes(hint));
      expect(all.any(line)).toBe(has(own) || has(others));
      expect(all.pluginsIn(line).map(({ id }) => id)).toEqual([...(has(own) ? ['p0'] : []), ...(has(others) ? ['p1'] : [])]);
    }),
    { numRuns: 400 },
  );
});

test('a line with many beginnings of hints takes no longer than its length', () => {
  const hints = index(['aaaaaaaaab', 'connection leak']);
  const line = 'a'.repeat(1 << 20);
  expect(hints.any(line)).toBe(false);
  // Anything that grew faster than its input would meet the time limit of the tests.
});

test('in WebAssembly and step by step the same literals are found', () => {
  const word = fc.oneof(fc.constantFrom('pool', 'lent', 'ab', '│ pid', 'é', 'é=', '💧', '\u016cent'), fc.string({ maxLength: 6 }));
  const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));
  const literals = fc.uniqueArray(text.filter((literal) => literal.length >= 4), { maxLength: 20 }); // prettier-ignore
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), literals, (lines, texts) => {
      const searches = [new StepSearch(texts), CompiledSearch.of(texts) as CompiledSearch];
      for (const line of lines) {
        const [stepped, compiled] = searches.map((search) => new Set(Array.from({ length: search.in(line) }, (_, i) => search.found[i])));
        expect(compiled).toEqual(stepped);
        expect(stepped).toEqual(new Set(texts.flatMap((literal, number) => (line.includes(literal) ? [number] : []))));
      }
    }),
    { numRuns: 400 },
  );
});
