import { describe, expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { codeLines } from '../../src/show/text/code.ts';

/** Columns that a page of 80 leaves for code. */
const ROOM = 67;

describe('code on a narrow page', () => {
  test('stays as it is where it fits', () => {
    expect(codeLines('a = 1\n\n  b = 2  # why\n', 20)).toEqual(['a = 1', '', '  b = 2  # why']);
  });
  test('has its comment above it', () => {
    expect(codeLines('    process(rows)          # may raise: the block still returns it', 40)).toEqual([
      '    # may raise: the block still returns',
      '    # it',
      '    process(rows)',
    ]);
    expect(codeLines('rows, err := db.QueryContext(ctx, query)   // ctx of the request', 44)).toEqual([
      '// ctx of the request',
      'rows, err := db.QueryContext(ctx, query)',
    ]);
  });
  test('goes on with the next clause where it is SQL, and is left whole where it is anything else', () => {
    expect(codeLines("SELECT count(*) FROM t WHERE state = 'idle' AND x > interval '30 seconds'; -- must stay 0", 44)).toEqual([
      '-- must stay 0',
      "SELECT count(*) FROM t WHERE state = 'idle'",
      "  AND x > interval '30 seconds';",
    ]);
    expect(codeLines('a_long_call(with, many, arguments)', 20)).toEqual(['a_long_call(with, many, arguments)']);
  });
});

test('no terminal of 80 columns breaks a line of code that a remedy gives', () => {
  const wide = plugins.flatMap(({ id, remedies = [] }) =>
    remedies.flatMap(({ fix = '', validate }) =>
      [fix, ...validate].flatMap((code) => codeLines(code, ROOM).filter((line) => line.length > ROOM).map((line) => `${id}: ${line}`)),
    ),
  ); // prettier-ignore
  expect([...new Set(wide)]).toEqual([]);
});
