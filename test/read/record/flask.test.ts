import { expect, it } from 'vitest';
import { shapeOf } from '../../../src/read/record/shape.ts';

it.each([
  " * Serving Flask app 'shop'",
  ' * Running on http://127.0.0.1:5000',
  ' * Running on https://127.0.0.1:5000/ (Press CTRL+C to quit)',
  ' * Running on all addresses (0.0.0.0)',
])("Flask's banner never goes on with another record: %s", (line) => {
  expect(shapeOf(line)).toBe('start');
});

it.each([' * Running on empty', ' * Debug mode: off', ' * a comment of SQL', '  * Running on http://127.0.0.1:5000'])(
  'lines that only look like it may: %s',
  (line) => {
    expect(shapeOf(line)).not.toBe('start');
  },
);
