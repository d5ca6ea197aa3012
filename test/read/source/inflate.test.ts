import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { inflate } from '../../../src/read/source/inflate.ts';

test('waiting for the decompressor leaves no listener behind', async () => {
  const packed = zlib.gzipSync(Buffer.alloc(8 << 20, 'a line of a log\n'));
  const inflater = zlib.createGunzip({ chunkSize: 1 << 12, ...{ highWaterMark: 64 } });
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; at < packed.length; at += 256) yield packed.subarray(at, at + 256);
  }
  let most = 0;
  let length = 0;
  for await (const chunk of inflate(pieces(), inflater, (error) => expect(error).toBeUndefined())) {
    length += chunk.length;
    most = Math.max(most, inflater.listenerCount('close') + inflater.listenerCount('drain'));
  }
  expect(length).toBe(8 << 20);
  expect(most).toBeLessThan(8);
});
