import { chmodSync, copyFileSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { leakStream } from './io.ts';

const LOG = fileURLToPath(new URL('inputs/hikaricp.log', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'leak-stream-'));
afterAll(() => rmSync(root, { recursive: true }));

let folder = root;
beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'));
});

/** A stream that refuses each write with this code. */
const refusing = (code: string): Writable =>
  new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });

describe('-o', () => {
  test('onto a link writes what it leads to, in one piece, and the link stays', async () => {
    mkdirSync(join(folder, 'there'));
    const target = join(folder, 'there/real.json');
    writeFileSync(target, 'old');
    chmodSync(target, 0o640);
    symlinkSync('there/real.json', join(folder, 'first.json'));
    symlinkSync(join(folder, 'first.json'), join(folder, 'second.json'));
    const ran = await leakStream([LOG, '-o', join(folder, 'second.json')]);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(readFileSync(target, 'utf8'))).toMatchObject({ verdict: 'leak' });
    expect(statSync(target).mode & 0o777).toBe(0o640);
    expect(readlinkSync(join(folder, 'first.json'))).toBe('there/real.json');
    expect(readdirSync(join(folder, 'there'))).toEqual(['real.json']);
  });

  test('onto a link to nothing yet makes the file that it leads to', async () => {
    symlinkSync('later.json', join(folder, 'link.json'));
    expect((await leakStream([LOG, '-o', join(folder, 'link.json')])).code).toBe(0);
    expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true);
    expect(existsSync(join(folder, 'later.json'))).toBe(true);
  });

  test('says before it reads that links lead in a circle, or that it is a folder', async () => {
    symlinkSync('b.json', join(folder, 'a.json'));
    symlinkSync('a.json', join(folder, 'b.json'));
    mkdirSync(join(folder, 'd.json'));
    const [circle, directory] = [await leakStream([LOG, '-o', join(folder, 'a.json')]), await leakStream([LOG, '-o', join(folder, 'd.json')])]; // prettier-ignore
    expect(circle).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('links that lead in a circle') as string });
    expect(directory).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('it is a folder') as string });
  });

  test.each([
    ['the log itself', 'app.txt'],
    ['a folder of logs', '.'],
    ['a pattern', '*.txt'],
  ])('never onto a log that is read: %s', async (_, input) => {
    const log = join(folder, 'app.txt');
    copyFileSync(LOG, log);
    const ran = await leakStream([join(folder, input), '-o', log]);
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('would overwrite what is to be read') as string });
    expect(readFileSync(log)).toEqual(readFileSync(LOG));
  });

  test('onto the report of the last run, though it lies among the logs', async () => {
    copyFileSync(LOG, join(folder, 'app.log'));
    for (const name of ['r.txt', 'r.json', 'r.html', 'r.md', 'r.xml', 'r.sarif', 'r.ndjson', 'r.folded', 'r.speedscope.json']) {
      const run = async (): Promise<number> => (await leakStream([folder, '-o', join(folder, name)])).code;
      expect([name, await run(), await run()]).toEqual([name, 0, 0]);
    }
  });

  test('into a missing folder names the folder and makes nothing', async () => {
    const ran = await leakStream([LOG, '-o', join(folder, 'no/where/r.json')]);
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining(`mkdir -p ${join(folder, 'no/where')}`) as string });
    expect(readdirSync(folder)).toEqual([]);
  });

  test.skipIf(!existsSync('/dev/full'))('onto a full device is told in words, and the device stays one', async () => {
    symlinkSync('/dev/full', join(folder, 'full.json'));
    const ran = await leakStream([LOG, '-o', join(folder, 'full.json')]);
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('no space left') as string });
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  });

  test.skipIf(!existsSync('/dev/full'))('that cannot be written takes neither other files nor what is printed along', async () => {
    for (const [name, args] of [
      ['a', []],
      ['b', ['gate']],
    ] as const) {
      const [full, other] = [join(folder, `${name}-full.json`), join(folder, `${name}.json`)];
      symlinkSync('/dev/full', full);
      const ran = await leakStream([...args, LOG, '-o', full, '-o', other]);
      expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining(`cannot write ${full}`) as string });
      expect(ran.stdout).toContain('HikariPool-1');
      expect(JSON.parse(readFileSync(other, 'utf8'))).toMatchObject({ tool: { name: 'leak-stream' } });
    }
  });
});

describe('standard output', () => {
  test('without room is an error that says so, not a bug', async () => {
    const ran = await leakStream([LOG], { stdout: refusing('ENOSPC') });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('cannot write to standard output');
    expect(ran.stderr).toContain('no space left');
    expect(ran.stderr).not.toContain('bug');
  });

  test('that nobody reads any more ends quietly, with the code of what was found', async () => {
    expect(await leakStream([LOG, '--fail-on', 'leak'], { stdout: refusing('EPIPE') })).toMatchObject({ code: 1, stderr: '' });
    expect(await leakStream(['--version'], { stdout: refusing('EPIPE') })).toMatchObject({ code: 0, stderr: '' });
  });

  test('is written whole though notes cannot be said', async () => {
    const ran = await leakStream([LOG, join(folder, 'missing.log'), '-v'], { stderr: refusing('ENOSPC') });
    expect(ran.code).toBe(3);
    expect(ran.stdout).toContain(' LEAK ');
  });
});
