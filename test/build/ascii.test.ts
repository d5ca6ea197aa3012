import { runInNewContext } from 'node:vm';
import { transformSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { asciiOnly } from '../../scripts/ascii.mjs';

/** What an expression is, and what it is as the build writes it and a file is read that is taken for ASCII. */
function values(expression: string): readonly string[] {
  const ascii = asciiOnly(transformSync(expression, { target: 'node20', charset: 'ascii' }).code);
  const read = Buffer.from(ascii, 'utf8').toString('latin1');
  return [expression, read].map((code) => JSON.stringify(runInNewContext(code)));
}

describe('a program of nothing but ASCII means the same', () => {
  test.each([
    String.raw`'12.5µs Âµs'.match(/[\d.]+(?:µs|μs)/)[0]`,
    String.raw`'│ pid │'.split(/[|│]/)`,
    String.raw`/^[-─═]{3}$/.test('─══')`,
    String.raw`'😀x'.replace(/^[😀😁]/u, '')`,
    String.raw`[...'zurückgegeben ZURÜCK éß'.matchAll(/zurück/giu)].length`,
    'new RegExp(String.raw`^\\p{L}+ zurück│$`, "u").test("ä zurück│")',
    'String.raw`µ\\`\\${ü}\\d\\\\ │\\n`',
    'String.raw`${1 + 1} │ ${"a"}\\u00b5`',
    'String.raw`│${String.raw`ü${1}`}`',
    'String.raw`\\d${2}` + `a\\n`',
  ])('%s', (expression) => {
    const [before, after] = values(expression);
    expect(after).toBe(before);
  });

  test('what cannot be written in it is an error, no other text', () => {
    expect(() => asciiOnly('tag`ü`')).toThrow('not written in ASCII: tag`ü`');
  });
});
