import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tarMembers } from '../../../src/read/source/tar.ts';
import { cut, fixture, read, stream } from '../support.ts';

const LONG =
  'bundle/pods/orders/very-long-directory-name-that-makes-the-path-longer-than-one-hundred-characters-for-sure/and-another-one-that-is-long/' +
  'orders-with-a-long-file-name-too-as-exporters-like-to-write-them-2026-11-23-by-pod-and-container-and-node.log';

/** Archives of GNU tar 1.34: the same folder in three formats, v7 without the path that it cannot hold. */
const NAMES = {
  'bundle-gnu.tar.gz': ['bundle/app.log', 'bundle/empty.log', 'bundle/pods/old.log.gz', LONG],
  'bundle-pax.tar.gz': ['bundle/app.log', 'bundle/empty.log', 'bundle/pods/old.log.gz', LONG],
  'bundle-v7.tar.gz': ['bundle/app.log', 'bundle/pods/old.log.gz'],
};

describe('an archive of logs', () => {
  test.each(Object.entries(NAMES))('%s: each file is a source', async (archive, names) => {
    for (const bytes of [fixture(archive), gunzipSync(fixture(archive))]) {
      const { events, summary, failures } = await read([{ name: 'b.tgz', stream: stream(bytes) }]);
      expect(failures).toEqual([]);
      expect(summary.sources.map(({ name }) => name)).toEqual(names.map((name) => `b.tgz:${name}`));
      expect(summary.notices.map(({ code, text }) => [code, text.includes('core.bin')])).toEqual([['binary-file-skipped', true]]);
      const read4 = names.filter((name) => !name.includes('empty'));
      expect(events.map(({ source, line }) => `${source} ${line}`)).toEqual(
        read4.flatMap((name) => [1, 2, 3, 4].map((n) => `b.tgz:${name} ${n}`)),
      );
    }
  });

  test('any cut of its bytes gives the same events', async () => {
    const bytes = gunzipSync(fixture('bundle-pax.tar.gz'));
    const whole = await read([{ name: 'b.tar', stream: stream(bytes) }]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 60 }), async (points) => {
        expect(await read([{ name: 'b.tar', stream: cut(bytes, points) }])).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  test('one that is cut short gives what it held, and a notice', async () => {
    const bytes = gunzipSync(fixture('bundle-gnu.tar.gz'));
    const whole = (await read([{ name: 'b.tar', stream: stream(bytes) }])).events;
    const contents = bytes.findLastIndex((byte) => byte !== 0);
    for (let end = 1024; end < contents; end += 350) {
      const { events, failures, summary } = await read([{ name: 'b.tar', stream: stream(bytes.subarray(0, end)) }]);
      expect(failures).toEqual([]);
      expect(events).toEqual(whole.slice(0, events.length));
      expect(summary.notices.map(({ code }) => code)).toContain('archive-damaged');
    }
  });

  test('no bytes make it throw or go on for ever, damaged headers included', async () => {
    const bytes = gunzipSync(fixture('bundle-pax.tar.gz')).subarray(0, 8192);
    const collect = async (chunk: Buffer): Promise<number> => {
      let size = 0;
      const source = (async function* () {
        yield chunk;
      })();
      for await (const member of tarMembers(source, () => {})) for await (const piece of member.bytes) size += piece.length;
      return size;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 20 }), async (changes) => {
        const broken = Buffer.from(bytes);
        for (const [at, value] of changes) broken[at] = value;
        expect(await collect(broken)).toBeLessThanOrEqual(broken.length);
      }),
      { numRuns: 200 },
    );
  });

  test('a member that its reader leaves in the middle does not shift the next', async () => {
    const bytes = gunzipSync(fixture('bundle-gnu.tar.gz'));
    const source = (async function* () {
      for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
    })();
    const seen: string[] = [];
    for await (const { path, bytes: content } of tarMembers(source, () => {})) {
      seen.push(path);
      for await (const piece of content) if (piece.length > 0) break;
    }
    expect(seen).toEqual(expect.arrayContaining(NAMES['bundle-gnu.tar.gz']));
  });
});
