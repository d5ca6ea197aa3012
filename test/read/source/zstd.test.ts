import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unzstd } from '../../../src/read/source/zstd.ts';
import { cut, fixture, readText } from '../support.ts';

const LOG = readFileSync(new URL('../../../samples/hikaricp/one-leak/app.log', import.meta.url));
const PACKED = fixture('one-leak.zst');

async function unpacked(bytes: Buffer, at: readonly number[] = []): Promise<{ text: Buffer; broken: string[] }> {
  const broken: string[] = [];
  const parts: Buffer[] = [];
  for await (const chunk of unzstd(cut(bytes, at), ({ message }) => broken.push(message))) parts.push(Buffer.from(chunk));
  return { text: Buffer.concat(parts), broken };
}

/** A frame that holds nothing of the log: parallel compressors write their sizes into them. */
const skipped = (size: number): Buffer => {
  const frame = Buffer.alloc(8 + size, 0x28);
  frame.writeUInt32LE(0x184d2a53, 0);
  frame.writeUInt32LE(size, 4);
  return frame;
};

describe('zstd', () => {
  test.each([
    ['one frame', PACKED],
    ['two frames, the second without a checksum', fixture('one-leak-two-frames.zst')],
    ['frames to be skipped before, between and behind', Buffer.concat([skipped(4), PACKED.subarray(0, 0), skipped(300_000), PACKED, skipped(0)])],
  ])('%s', async (_, bytes) => {
    expect(await unpacked(bytes)).toEqual({ text: LOG, broken: [] });
    const { summary, failures } = await readText(bytes);
    expect(failures).toEqual([]);
    expect(summary.sources[0]).toMatchObject({ compression: 'zstd', bytes: LOG.length });
    expect(summary.notices).toEqual([]);
  }); // prettier-ignore

  test('however the bytes arrive', async () => {
    const bytes = fixture('one-leak-two-frames.zst');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 12 }), async (at) => {
        const { text, broken } = await unpacked(bytes, at);
        expect(broken).toEqual([]);
        expect(text.equals(LOG)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test('cut anywhere it gives a beginning of the log and says so, except between two frames', async () => {
    const bytes = fixture('one-leak-two-frames.zst');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: bytes.length - 1 }), async (end) => {
        const { text, broken } = await unpacked(bytes.subarray(0, end));
        expect(LOG.subarray(0, text.length).equals(text)).toBe(true);
        if (text.length !== 20_000) expect(broken).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });

  test('damaged anywhere it ends, and tells', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: PACKED.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(PACKED);
        bytes[at] = (bytes[at] as number) ^ change;
        const { text, broken } = await unpacked(bytes);
        expect(broken.length > 0 || text.equals(LOG)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('a cut source is reported, and what it held is read', async () => {
    const { summary, failures } = await readText(fixture('one-leak-two-frames.zst').subarray(0, -200));
    expect(failures).toEqual([]);
    expect(summary.lines.total).toBeGreaterThan(50);
    expect(summary.notices).toMatchObject([{ code: 'compressed-input-damaged' }]);
  });

  test('what unfolds without end takes no memory', async () => {
    const before = process.memoryUsage().rss;
    const { summary } = await readText(fixture('zeros.zst'));
    expect(summary.sources[0]?.bytes).toBe(256 << 20);
    expect(summary.lines).toMatchObject({ total: 1, clipped: 1 });
    expect(process.memoryUsage().rss - before).toBeLessThan(150 << 20);
  });

  test('a reader that stops early gives the memory of the decoder back', async () => {
    const begun = async (): Promise<void> => {
      for await (const chunk of unzstd(cut(fixture('zeros.zst'), []), () => {})) if (chunk.length > 0) return;
    };
    await begun();
    const before = process.memoryUsage().rss;
    for (let n = 0; n < 15; n++) await begun();
    expect(process.memoryUsage().rss - before).toBeLessThan(300 << 20);
  });
});
