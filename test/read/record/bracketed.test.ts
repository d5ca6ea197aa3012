import { expect, it } from 'vitest';
import { isWithin, unmarked } from '../../../src/read/record/bracketed.ts';
import { LayoutReader } from '../../../src/read/layout/index.ts';
import { bare } from '../layout/lines.ts';

const ODL = '[2026-11-23T01:52:09.123+0000] [Payara 6] [INFO] [] [shop.Till] [tid: _ThreadID=7 _ThreadName=main] [levelValue: 800] [[';
const UNIFORM = '[#|2026-11-23T01:52:09.123+0000|INFO|glassfish3.1.2|shop.Till|_ThreadID=7;_ThreadName=main;|';
const begun = (text: string, lastText = text, lines = 1) => ({
  head: new LayoutReader().read(bare(text)),
  first: { text },
  lastText,
  lines,
});

it.each([
  [ODL, '2026-11-23 01:52:09 INFO what a program printed'],
  [ODL, '{"a": 1}'],
  [`${UNIFORM}said`, 'shop.Till.sell(Till.java:9)'],
])('%s: whatever stands before the closing mark is the message’s: %s', (first, line) => {
  expect(isWithin(begun(first), line)).toBe(true);
});

it.each([
  ['closed', begun(ODL, '  sold]]'), 'next'],
  ['closed in the same line', begun(`${UNIFORM}sold|#]`), 'next'],
  ['of one line without marks', begun(ODL.replace(/\[\[$/, 'sold')), 'next'],
  ['cut off by the next', begun(ODL, '  sold'), ODL],
  ['cut off by the next, the Uniform format', begun(`${UNIFORM}sold`), `${UNIFORM}again`],
  ['whose end was lost', begun(ODL, 'x', 5_000), 'next'],
  ['of another layout', begun('2026-11-23 01:52:09 INFO shop.Till - sold [['), 'next'],
])('a record %s holds no further line', (_, open, line) => {
  expect(isWithin(open, line)).toBe(false);
});

it.each([
  [ODL, ['', '  sold', '  out]]'], ['', 'sold', '  out']],
  [ODL, ['', '  sold', '', ']]'], ['', 'sold']],
  [`${UNIFORM}sold|#]`, ['sold|#]'], ['sold']],
  [ODL.replace(/\[\[$/, 'rows [[1]]'), ['rows [[1]]'], ['rows [[1]]']],
])('%s %j: its message has no marks', (first, lines, message) => {
  expect(unmarked(begun(first), lines)).toEqual(message);
});
