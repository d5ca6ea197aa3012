import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

/** A ustar archive of small files. */
const tarOf = (files: Readonly<Record<string, Buffer>>): Buffer => {
  const blocks = Object.entries(files).flatMap(([name, content]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write('0000644\0', 100);
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('00000000000\0        0ustar\x0000', 136, 'latin1');
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
};

describe('a rotated log in an archive', () => {
  const line = (minute: number): string =>
    `2026-11-23 01:0${minute}:00,000 INFO pool ${minute % 2 === 0 ? 'lent' : 'took back'} connection c${minute >> 1}\n`;
  const files = {
    'logs/app.log': Buffer.from(line(4) + line(5)),
    'logs/app.log.1': Buffer.from(line(2) + line(3)),
    'logs/app.log.2.gz': gzipSync(line(0) + line(1)),
    'logs/other.log': Buffer.from(line(6)),
    'logs/.app.log.3': Buffer.from('hidden'),
  };
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'tar-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['plain', tarOf(files)],
    ['compressed', gzipSync(tarOf(files))],
  ])('is read as one, oldest first (%s)', async (_, bytes) => {
    const path = join(folder, 'bundle.tgz');
    writeFileSync(path, bytes);
    const { events, summary, failures } = await read([path]);
    expect(failures).toEqual([]);
    expect(summary.sources.map(({ name, lines }) => [name, lines])).toEqual([[`${path}:logs/app.log`, 6], [`${path}:logs/other.log`, 1]]); // prettier-ignore
    expect(events.map(({ at }) => new Date(at ?? 0).getUTCMinutes())).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(summary.notices.map(({ code }) => code)).toEqual(['rotated-set']);
  });

  test('is read file by file from a pipe, which cannot be read again', async () => {
    const { events, summary } = await read([{ name: 'b.tar', stream: stream(tarOf(files)) }]);
    expect(summary.sources).toHaveLength(4);
    expect(events).toHaveLength(7);
  });
});
