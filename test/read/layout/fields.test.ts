import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberAt, textAt, valueAt, valuesByRole } from '../../../src/read/layout/structured/fields.ts';

const NAMES = [
  'a',
  'a.b',
  'a.b.c',
  'b',
  'b.c',
  'level',
  'log',
  'log.level',
  'msg',
  'message',
  'time',
  'a\nb',
  '__proto__',
  'id',
  'request',
  'request.id',
  'request_id',
];
const LISTS = [NAMES.slice(0, 6), ['log.level', 'level'], ['request.id', 'request_id'], ['x', 'y.z'], ['b', 'a\nb', 'a.b']];
const value = fc.oneof(fc.constantFrom('', 'x', '7', 7, null, true), fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom('in', 8)));
const record = fc
  .dictionary(fc.constantFrom(...NAMES), value)
  .map((fields) => JSON.parse(JSON.stringify(fields)) as Record<string, unknown>);

test('what is remembered of the keys of a record changes no answer, whatever records came before', () => {
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 6 }), (records) => {
      for (const fields of records) {
        for (const keys of LISTS) {
          const values = keys.map((key) => valueAt(fields, key));
          const text = values.find((one) => (typeof one === 'string' && one !== '') || typeof one === 'number');
          expect(textAt(fields, keys)).toBe(text === undefined ? undefined : String(text));
          const number = values.find((one) => typeof one === 'number' || one === '7');
          expect(numberAt(fields, keys)).toBe(number === undefined ? undefined : Number(number));
        }
        const level = [fields['level'], valueAt({ log: fields['log'] }, 'log.level'), fields['log.level']];
        for (const one of valuesByRole(fields).level ?? []) expect(level).toContain(one);
        const message = [fields['message'], fields['msg'], valueAt({ log: fields['log'] }, 'log.message')];
        expect(valuesByRole(fields).message ?? []).toEqual(message.filter((one) => one !== undefined && one !== null && one !== ''));
      }
    }),
    { numRuns: 1500 },
  );
});

test('a key that holds a line break is not taken for two', () => {
  expect(textAt({ a: '', b: 'x' }, LISTS[4] as string[])).toBe('x');
  expect(textAt({ 'a\nb': 'y' }, LISTS[4] as string[])).toBe('y');
});
