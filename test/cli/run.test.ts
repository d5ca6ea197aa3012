import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { reportSchema } from '../../src/model/report.ts';
import { poolEventSchema } from '../../src/model/event.ts';
import { leakStream } from './io.ts';

const LOG = fileURLToPath(new URL('inputs/hikaricp.log', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'leak-stream-'));
afterAll(() => rmSync(folder, { recursive: true }));

const parsed = (text: string): { kind?: string; verdict?: string }[] => text.trimEnd().split('\n').map((line) => JSON.parse(line) as object); // prettier-ignore

describe('analyse', () => {
  test('the same input gives the same bytes, from a file or a pipe', async () => {
    const first = await leakStream([LOG, '--format', 'json']);
    expect(await leakStream([LOG, '--format', 'json'])).toEqual(first);
    expect(reportSchema.parse(JSON.parse(first.stdout)).verdict).toBe('leak');
    const piped = await leakStream(['--format', 'json'], { stdin: readFileSync(LOG, 'utf8') });
    expect(piped.stdout.replaceAll('<stdin>', LOG)).toBe(first.stdout);
  });

  test('writes each -o in the format of its ending, whole, beside what it prints', async () => {
    const paths = ['r.json', 'r.md', 'r.sarif', 'r.xml', 'r.folded', 'r.speedscope.json', 'r.txt', 'r.ndjson'].map((name) =>
      join(folder, name),
    );
    const ran = await leakStream([LOG, ...paths.flatMap((path) => ['-o', path])]);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain(' LEAK ');
    const [json, md, sarif, xml, folded] = paths.map((path) => readFileSync(path, 'utf8'));
    expect(reportSchema.safeParse(JSON.parse(json!)).success).toBe(true);
    expect(md).toMatch(/^## /);
    expect((JSON.parse(sarif!) as { version: string }).version).toBe('2.1.0');
    expect(xml).toMatch(/^<\?xml/);
    expect(folded).toMatch(/ \d+\n$/);
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
  });

  test('a relative time counts from the newest record', async () => {
    const { stdout } = await leakStream([LOG, '--since', '10s', '--format', 'json']);
    const { input } = reportSchema.parse(JSON.parse(stdout));
    const all = reportSchema.parse(JSON.parse((await leakStream([LOG, '--format', 'json'])).stdout)).input;
    const events = (summary: typeof input): number => Object.values(summary.parsers).reduce((sum, parser) => sum + parser.events, 0);
    expect(events(input)).toBeGreaterThan(0);
    expect(events(input)).toBeLessThan(events(all));
  });

  test('a relative time of a pipe is the same as that of the file, and the day that was found is told', async () => {
    const clock = '02:06:40';
    const of = async (argv: string[], stdin: string | null) => {
      const { stdout, stderr } = await leakStream([...argv, '--since', clock, '--format', 'json'], { stdin });
      return { input: reportSchema.parse(JSON.parse(stdout)).input, stderr };
    };
    const [file, pipe] = [await of([LOG], null), await of([], readFileSync(LOG, 'utf8'))];
    expect(file.stderr).toMatch(/^leak-stream: --since is \d{4}-\d\d-\d\d 02:06:40Z$/m);
    expect(pipe.stderr).toBe(file.stderr);
    expect(pipe.input.timeRange).toEqual(file.input.timeRange);
    expect((await leakStream([LOG, '--since', clock, '-q'])).stderr).toBe('');
  });

  test('a known leak is accepted with its reason', async () => {
    const { stdout } = await leakStream([LOG, '--format', 'json']);
    const [suspect] = reportSchema.parse(JSON.parse(stdout)).suspects;
    const file = join(folder, 'known');
    writeFileSync(file, `# known\n${suspect!.fingerprint}  TICKET-7, mended in 2.1  until 2099-12-31\n`);
    const report = reportSchema.parse(JSON.parse((await leakStream([LOG, '--format', 'json', '--ignore', file])).stdout));
    expect(report.ignored).toEqual([
      { fingerprint: suspect!.fingerprint, reason: 'TICKET-7, mended in 2.1', expires: '2099-12-31', leaked: suspect!.leaked },
    ]);
    expect(report.suspects.map(({ fingerprint }) => fingerprint)).not.toContain(suspect!.fingerprint);
  });

  test('-v tells how much was read, -q keeps stderr empty', async () => {
    expect((await leakStream([LOG, '-v'])).stderr).toMatch(/^leak-stream: 211 lines of 1 source in .* parsers: .*hikaricp/);
    expect((await leakStream([LOG, '-q'], { env: { LEAK_STREAM_X: '1' } })).stderr).toBe('');
  });
});

describe('events', () => {
  test('prints one valid event a line, kind first', async () => {
    const { code, stdout } = await leakStream(['events', LOG]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\{"kind":"/);
    for (const event of parsed(stdout)) expect(poolEventSchema.safeParse(event).error).toBeUndefined();
    expect(parsed(stdout).filter(({ kind }) => kind === 'leak-reported')).toHaveLength(5);
  });
});

describe('colours', () => {
  const terminal = (): Writable & { isTTY?: boolean; columns?: number } => Object.assign(new PassThrough(), { isTTY: true, columns: 100 });
  const coloured = async (argv: string[], env: Record<string, string>, tty: boolean): Promise<boolean> => {
    if (!tty) return (await leakStream([LOG, ...argv], { env })).stdout.includes('\u001b[');
    const stdout = terminal();
    await leakStream([LOG, ...argv], { env, stdout });
    return String((stdout as PassThrough).read()).includes('\u001b[');
  };
  test.each([
    [[], {}, true, true],
    [[], {}, false, false],
    [[], { NO_COLOR: '1' }, true, false],
    [[], { NO_COLOR: '' }, true, true],
    [[], { FORCE_COLOR: '1' }, false, true],
    [[], { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [[], { TERM: 'dumb' }, true, false],
    [['--color', 'always'], { NO_COLOR: '1' }, false, true],
    [['--color', 'never'], { FORCE_COLOR: '1' }, true, false],
  ])('%j %j terminal: %s → %s', async (argv, env, tty, expected) =>
    expect(await coloured(argv, env as Record<string, string>, tty)).toBe(expected),
  );
});

describe('a closed pipe', () => {
  const closing = (): Writable =>
    new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })) });

  test.each([[['events', LOG], 0], [[LOG], 0], [[LOG, '--fail-on', 'leak'], 1], [['--help'], 0]])('%j ends quietly with %i', async (argv, code) => {
    expect(await leakStream(argv, { stdout: closing() })).toMatchObject({ code, stderr: '' });
  }); // prettier-ignore
});

test('an interruption prints the report of what was read so far', async () => {
  const interrupted = new AbortController();
  const stdin = new PassThrough();
  const head = readFileSync(LOG, 'utf8').split('\n').slice(0, 120).join('\n');
  // The pipe stays open: only the interruption ends the reading.
  stdin.write(`${head}\n`);
  setTimeout(() => interrupted.abort(), 500);
  const { code, stdout } = await leakStream(['--format', 'json'], { stdin, signal: interrupted.signal });
  expect(code).toBe(130);
  expect(reportSchema.parse(JSON.parse(stdout)).input.lines.total).toBe(120);
});

describe('parsers', () => {
  test('list names every parser with its rules', async () => {
    const { stdout } = await leakStream(['parsers', 'list']);
    for (const text of ['hikaricp', 'sqlalchemy', 'leak-reported']) expect(stdout).toContain(text);
  });

  test('explain tells which rule read which line', async () => {
    const { code, stdout } = await leakStream(['parsers', 'explain', LOG]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/hikaricp\/leak-reported: 5 events \(leak-reported\)\n {2}\S+hikaricp\.log:\d+ {2}\S/);
    expect(stdout).toMatch(/lines: 211, of them \d+ in records that a rule read/);
  });

  test('explain shows no secret of the lines that it quotes', async () => {
    const log = join(folder, 'secret.log');
    writeFileSync(log, "2026-03-14 09:00:00,000 DEBUG [w] sqlalchemy.pool.impl.QueuePool: Created new connection <connection object at 0x7f01; dsn: 'host=db password=tiger', closed: 0>\n");
    const { stdout } = await leakStream(['parsers', 'explain', log]);
    expect(stdout).toContain('password=***');
    expect(stdout).not.toContain('tiger');
  }); // prettier-ignore
});

test('schema and recipe print something to use', async () => {
  expect(JSON.parse((await leakStream(['schema', 'event'])).stdout)).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
  });
  for (const name of ['hikaricp', 'sqlalchemy', 'go', 'postgres'])
    expect(await leakStream(['recipe', name])).toMatchObject({ code: 0, stderr: '' });
});

test('an unforeseen error asks for a report and shows no stack', async () => {
  const broken = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk on fire')) });
  const { code, stderr } = await leakStream([LOG], { stdout: broken });
  expect(code).toBe(4);
  expect(stderr).toMatch(/^leak-stream: internal error: Error: disk on fire\n.*Please report/s);
  expect(stderr).not.toContain('    at ');
});

test('what an error quotes cannot steer a terminal', async () => {
  const known = join(folder, 'known.txt');
  writeFileSync(known, 'no fingerprint \u001b]0;title\u0007\u001b[2J\u202e\n');
  for (const argv of [[LOG, '--ignore', known], [join(folder, 'missing\u001b[2J.log')], [LOG, '--since', '\u001b[2J'], ['--\u001b[2J']]) {
    const { code, stderr } = await leakStream(argv);
    expect(code).toBeGreaterThan(1);
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  }
});

test('a report in the place of a log is told apart, with what reads reports', async () => {
  const { stdout: report } = await leakStream(['samples/hikaricp/one-leak/app.log', '--format', 'json']);
  const { code, stderr } = await leakStream(['-'], { stdin: report });
  expect(code).toBe(3);
  expect(stderr).toContain('leak-stream compare and leak-stream ticket read reports');
});

test('an empty word is a fault of the call, not a file that is missing', async () => {
  const { code, stderr } = await leakStream(['']);
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/^leak-stream: error: an input is named ''\n {2}where: command line\n {2}help:/),
  ]);
});
