import { expect, it } from 'vitest';
import { DocumentReader } from '../../../src/read/envelope/document.ts';

it('gives the lines back of what begins like a document and is none, empty lines too', () => {
  const reader = new DocumentReader();
  const at = (line: number) => ({ text: '', line, byte: line, clipped: false });
  let [line, held] = [1, reader.feed('[', at(1))];
  while (held?.length === 0 && line < 1_000_000) held = reader.feed('', at(++line));
  expect(held).toHaveLength(line);
  expect(reader.feed('after', at(line + 1))).toBeUndefined();
});
