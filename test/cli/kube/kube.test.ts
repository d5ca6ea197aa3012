import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { kubeLogs, type KubeOptions } from '../../../src/cli/kube/index.ts';
import { kubeWords } from '../../../src/cli/options/kube-words.ts';
import { leakStream } from '../io.ts';
import { ApiServer, type LogLine } from './api-server.ts';

const FAKE = fileURLToPath(new URL('fake-kubectl.mjs', import.meta.url));
const LOG = fileURLToPath(new URL('../../../samples/hikaricp/two-leaks-one-slow/app.log', import.meta.url));

const real = ((): boolean => {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
if (!real) console.warn('kubectl is not installed: leak-stream kube is tested with a stand-in for it alone');

/** Lines of a pod, from a number on, one in each so many milliseconds; every fifth bears the time of the one before. */
const linesOf = (pod: string, from: number, count: number): LogLine[] =>
  Array.from({ length: count }, (_, i) => {
    const at = new Date(Date.UTC(2026, 2, 14, 9) + Math.floor((from + i) / 5) * 5 * 170).toISOString();
    return { at: at.replace('Z', `${String((from + i) % 5 === 4 ? 3 : (from + i) % 5).padStart(6, '0')}Z`), text: `${pod} says ${Math.floor((from + i) / 2)}` };
  }); // prettier-ignore

let api: ApiServer;
let stop: AbortController;
beforeEach(async () => {
  api = await ApiServer.start();
  stop = new AbortController();
});
afterEach(() => {
  stop.abort();
  api.close();
});

async function until(done: () => boolean, what = 'nothing came'): Promise<void> {
  const began = Date.now();
  while (!done()) {
    if (Date.now() - began > 60_000) throw new Error(`${what}: ${api.asked.slice(-12).join(' ')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

interface Heard {
  text: string;
  readonly told: string[];
  readonly ended: Promise<void>;
  fault(): Error | undefined;
}

async function hear(program: string, words: readonly string[], more: Partial<KubeOptions> = {}): Promise<Heard> {
  const told: string[] = [];
  const logs = await kubeLogs({
    program, words: kubeWords([...words, '-n', 'shop', '-s', api.url]), since: undefined, once: false, most: 100, signal: stop.signal,
    tell: (text) => void told.push(text), ...more,
  }); // prettier-ignore
  const heard: Heard = { text: '', told, ended: new Promise((resolve) => logs.stream.on('end', resolve)), fault: () => logs.fault() };
  logs.stream.setEncoding('utf8').on('data', (piece: string) => (heard.text += piece));
  return heard;
}

/** What was heard of a pod, in order. */
const of = (heard: Heard, pod: string): string[] =>
  heard.text.split('\n').filter((line) => line.startsWith(`[pod/${pod}/`)).map((line) => line.replace(/^\S+ /, '')); // prettier-ignore
const told = (lines: readonly LogLine[]): string[] => lines.map(({ at, text }) => `${at} ${text}`);

describe.each([
  ['a stand-in for kubectl', FAKE, true],
  ['kubectl', 'kubectl', real],
])('with %s', (_name, program, there) => {
  const kubeTest = (name: string, run: () => Promise<void>): void => test.skipIf(!there)(name, run, 120_000);

  kubeTest('each line is heard once, through restarts, broken streams, and pods that come and go', async () => {
    api.add('shop-1', { app: 'shop' });
    api.write('shop-1', linesOf('shop-1', 0, 20));
    api.restart('shop-1');
    api.write('shop-1', linesOf('shop-1', 20, 7));
    api.add('other-1', { app: 'other' });
    api.write('other-1', linesOf('other-1', 0, 5));
    const heard = await hear(program, ['deploy/shop']);
    await until(() => of(heard, 'shop-1').length === 27);
    // A proxy ends the stream, in the middle of a second.
    api.cut();
    api.write('shop-1', linesOf('shop-1', 27, 6));
    await until(() => of(heard, 'shop-1').length >= 33);
    // It breaks off.
    api.break();
    api.write('shop-1', linesOf('shop-1', 33, 4));
    await until(() => of(heard, 'shop-1').length >= 37);
    // A new pod, and a restart whose last lines were not heard as they were written.
    api.add('shop-2', { app: 'shop' });
    api.write('shop-2', linesOf('shop-2', 0, 11));
    api.cut('shop-1');
    api.write('shop-1', linesOf('shop-1', 37, 3));
    api.restart('shop-1');
    api.write('shop-1', linesOf('shop-1', 40, 5));
    await until(() => of(heard, 'shop-1').length >= 45 && of(heard, 'shop-2').length >= 11);
    // The cluster ends the watching; a pod goes, another comes.
    api.cutWatches();
    api.remove('shop-2');
    api.add('shop-3', { app: 'shop' });
    api.write('shop-3', linesOf('shop-3', 0, 3));
    await until(() => of(heard, 'shop-3').length >= 3);
    await new Promise((resolve) => setTimeout(resolve, 700));
    stop.abort();
    await heard.ended;
    expect(of(heard, 'shop-1')).toEqual(told(linesOf('shop-1', 0, 45)));
    expect(of(heard, 'shop-2')).toEqual(told(linesOf('shop-2', 0, 11)));
    expect(of(heard, 'shop-3')).toEqual(told(linesOf('shop-3', 0, 3)));
    expect(heard.text).not.toContain('other-1');
    expect(heard.fault()).toBeUndefined();
  });

  kubeTest('the last lines of a container are read before the next one, also where the word of the restart comes late', async () => {
    api.add('shop-1', { app: 'shop' });
    api.write('shop-1', linesOf('shop-1', 0, 12));
    const heard = await hear(program, ['deploy/shop']);
    await until(() => of(heard, 'shop-1').length === 12);
    api.tellLater();
    for (const from of [12, 24]) {
      api.cut('shop-1');
      api.write('shop-1', linesOf('shop-1', from, 8));
      api.restart('shop-1');
      api.write('shop-1', linesOf('shop-1', from + 8, 4));
      await until(() => of(heard, 'shop-1').length === from + 12);
    }
    api.tellNow();
    api.write('shop-1', linesOf('shop-1', 36, 3));
    await until(() => of(heard, 'shop-1').length === 39);
    expect(of(heard, 'shop-1')).toEqual(told(linesOf('shop-1', 0, 39)));
    expect(heard.told).toEqual([]);
  });

  kubeTest('a pod that is replaced by one of its name goes on', async () => {
    api.add('shop-0', { app: 'shop' });
    api.write('shop-0', linesOf('old', 0, 5));
    const heard = await hear(program, ['shop-0']);
    await until(() => of(heard, 'shop-0').length === 5);
    api.remove('shop-0');
    api.add('shop-0', { app: 'shop' });
    api.write('shop-0', linesOf('new', 100, 5));
    await until(() => of(heard, 'shop-0').length === 10);
    expect(of(heard, 'shop-0')).toEqual(told([...linesOf('old', 0, 5), ...linesOf('new', 100, 5)]));
  });

  kubeTest('--once reads what is there, of all containers where that is asked for', async () => {
    api.add('shop-1', { app: 'shop' }, ['app', 'proxy']);
    api.write('shop-1', linesOf('app', 0, 4));
    api.write('shop-1', linesOf('proxy', 0, 3), 'proxy');
    const heard = await hear(program, ['-l', 'app=shop', '--all-containers'], { once: true });
    await heard.ended;
    expect(of(heard, 'shop-1').toSorted()).toEqual(told([...linesOf('app', 0, 4), ...linesOf('proxy', 0, 3)]).toSorted());
    const main = await hear(program, ['svc/shop', '--tail=2'], { once: true });
    await main.ended;
    expect(of(main, 'shop-1')).toEqual(told(linesOf('app', 0, 4).slice(-2)));
    const since = await hear(program, ['shop-1'], { once: true, since: Date.UTC(2026, 2, 14, 9, 0, 1) });
    await since.ended;
    expect(of(since, 'shop-1')).toEqual([]);
  });

  kubeTest('only so many containers at a time; the next one when there is room', async () => {
    for (const pod of ['shop-1', 'shop-2', 'shop-3']) {
      api.add(pod, { app: 'shop' });
      api.write(pod, linesOf(pod, 0, 2));
    }
    const heard = await hear(program, ['-l', 'app=shop'], { most: 2 });
    await until(() => of(heard, 'shop-1').length === 2 && of(heard, 'shop-2').length === 2);
    expect(heard.text).not.toContain('shop-3');
    expect(heard.told.join()).toContain('more than 2 containers');
    api.remove('shop-1');
    await until(() => of(heard, 'shop-3').length === 2);
  });

  kubeTest('what the cluster refuses is told in words: what, why, how to mend it', async () => {
    const refused = async (words: readonly string[]): Promise<string> => {
      const ran = await leakStream(['kube', ...words, '--kubectl', program, '-n', 'shop'], { stdin: null });
      expect(ran.code).toBe(3);
      expect(ran.stdout).toBe('');
      return ran.stderr;
    };
    api.add('shop-1', { app: 'shop' });
    expect(await refused(['deploy/none', '-s', api.url])).toMatch(/cannot find deploy\/none: there is no such pod or workload[^]*\(NotFound\)[^]*name it with -n/);
    expect(await refused(['-l', 'app=none', '--once', '-s', api.url])).toContain('no pod matches');
    expect(await refused(['-l', 'app=shop', '-s', 'http://127.0.0.1:1'])).toMatch(/the cluster cannot be reached[^]*refused/);
    api.forbidden = /\/log$/;
    expect(await refused(['-l', 'app=shop', '-s', api.url])).toMatch(/cannot read the log of shop-1\/app: the cluster does not allow it[^]*pods\/log[^]*Role with pods: get, list, watch/);
    api.forbidden = /\/pods$/;
    expect(await refused(['-l', 'app=shop', '-s', api.url])).toMatch(/cannot list the pods: the cluster does not allow it[^]*cannot list resource "pods"/);
  }); // prettier-ignore

  kubeTest('findings come while pods are followed, and Ctrl-C gives the report of what was read', async () => {
    const lines = readFileSync(LOG, 'utf8').trimEnd().split('\n');
    let at = '';
    const log = lines.map((text, i): LogLine => {
      at = /^(\S{10}) (\d\d:\d\d:\d\d\.\d{3})/.exec(text)?.slice(1).join('T') ?? at;
      return { at: `${at}${String(i % 1000).padStart(6, '0')}Z`, text };
    });
    api.add('shop-7c9f8d6b5-4xk2p', { app: 'shop' });
    api.write('shop-7c9f8d6b5-4xk2p', log.slice(0, 300));
    const output: string[] = [];
    const stdout = new PassThrough();
    stdout.on('data', (piece: Buffer) => output.push(piece.toString()));
    const stderr = new PassThrough();
    let said = '';
    stderr.on('data', (piece: Buffer) => (said += piece.toString()));
    const argv = [
      'kube',
      '--format',
      'ndjson',
      '--metrics',
      '0',
      '--kubectl',
      program,
      '-f',
      '--prefix',
      '--',
      'deploy/shop',
      '-n',
      'shop',
      '-s',
      api.url,
    ];
    const ran = leakStream(argv, { stdin: null, stdout, stderr, signal: stop.signal });
    await until(() => output.join('').includes('"opened"'));
    api.cut();
    api.write('shop-7c9f8d6b5-4xk2p', log.slice(300));
    await until(() => output.join('').includes('"confirmed"'));
    let page = '';
    while (!page.includes(`leak_stream_lines_total ${lines.length}\n`)) page = await (await fetch(/http:\S+/.exec(said)?.[0] ?? '')).text();
    stop.abort();
    expect((await ran).code).toBe(130);
    const report = output.join('').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
    expect(report.find(({ kind }) => kind === 'report')).toMatchObject({ verdict: 'leak', input: { lines: { total: lines.length } } });
    const plain = await leakStream(['--format', 'ndjson', LOG]);
    const suspectsOf = (text: string): unknown[] =>
      text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ kind }) => kind === 'suspect').map(({ fingerprint, leaked, returnedLate }) => ({ fingerprint, leaked, returnedLate })); // prettier-ignore
    expect(suspectsOf(output.join(''))).toEqual(suspectsOf(plain.stdout));
  });
});

test('a kubectl that is not there is told', async () => {
  const ran = await leakStream(['kube', 'shop-1', '--kubectl', '/nowhere/kubectl'], { stdin: null });
  expect(ran).toMatchObject({ code: 3, stdout: '' });
  expect(ran.stderr).toMatch(/cannot start \/nowhere\/kubectl[^]*install kubectl, or name it/);
});
