import { expect, it } from 'vitest';
import { DocumentReader } from '../../../src/read/envelope/documents/document.ts';

it('gives the lines back of what begins like a document and is none, empty lines too', () => {
  const reader = new DocumentReader();
  const at = (line: number) => ({ text: '', line, byte: line, clipped: false });
  let [line, held] = [1, reader.feed('[', at(1))];
  while (held?.length === 0 && line < 1_000_000) held = reader.feed('', at(++line));
  expect(held).toHaveLength(line);
  expect(reader.feed('after', at(line + 1))).toBeUndefined();
});

it('takes thousands of documents on one line', () => {
  const raw = { text: '', line: 1, byte: 0, clipped: false };
  for (const one of ['{"events":[]}', '{"events":[{"message":"x"}]}', '{"hits":{}}'])
    // the last one alone may be a record as well, and is given as text then
    expect(new DocumentReader().feed(one.repeat(5000), raw)).toHaveLength(5000);
});
