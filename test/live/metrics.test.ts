import { request } from 'node:http';
import { connect } from 'node:net';
import { PassThrough, Readable, Writable } from 'node:stream';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { addressOf, serve } from '../../src/cli/follow/metrics-server.ts';
import { analyze } from '../../src/index.ts';
import { metrics } from '../../src/live/metrics.ts';
import type { PoolReport, Report } from '../../src/model/report.ts';
import { leakStream } from '../cli/io.ts';

const SAMPLES = fileURLToPath(new URL('../../samples', import.meta.url));
const LOG = `${SAMPLES}/hikaricp/two-leaks-one-slow/app.log`;
const health = { findings: { opened: 3 }, judgements: 7, judgeSeconds: 0.5, residentBytes: 1e8 };

/** Every line of the text format: a comment, or a sample with escaped labels. */
const LINE = /^(?:# (?:HELP|TYPE) [a-z_]+ .+|[a-z_]+(?:\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)+\})? -?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;

async function ask(url: string, method = 'GET', path?: string, accept?: string): Promise<{ status: number; type: string; body: string }> {
  const { hostname, port, pathname } = new URL(url);
  return await new Promise((resolve, reject) => {
    const asked = request({ host: hostname, port, path: path ?? pathname, method, ...(accept && { headers: { accept } }) }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body }));
    });
    asked.on('error', reject).end();
  });
}

/** What a connection answers to some bytes before it is closed. */
const raw = (url: string, bytes: string): Promise<string> =>
  new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (data: Buffer) => (answer += data.toString()));
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });

test('the judgement in the names of OpenTelemetry', async () => {
  const text = metrics(await analyze(LOG), health, 'prometheus');
  for (const line of text.trimEnd().split('\n')) expect(line).toMatch(LINE);
  expect(text).toMatch(/^db_client_connection_count\{db_client_connection_pool_name="acme-main",.*db_client_connection_state="used"\} 7$/m);
  expect(text).toMatch(/^db_client_connection_count\{db_client_connection_pool_name="acme-main",.*db_client_connection_state="idle"\} 8$/m);
  expect(text).toMatch(/^db_client_connection_pending_requests\{.*\} 0$/m);
  expect(text).toMatch(/^db_client_connection_max\{.*\} 15$/m);
  expect(text).toMatch(
    /^leak_stream_suspect_leaked\{fingerprint="cs1:[0-9a-f]{16}",verdict="leak",place="com\.acme\.reports\.ReportExporter\.exportCsv"\} 5$/m,
  );
  expect(text).toMatch(/^leak_stream_pool_full_timestamp_seconds\{.*\} \d{10}(?:\.\d+)?$/m);
  expect(text).toContain('leak_stream_findings_total{kind="opened"} 3\n');
});

test('OpenMetrics names a counter without its ending, and says where it ends', async () => {
  const report = await analyze(LOG);
  const [prometheus, open] = [metrics(report, health, 'prometheus'), metrics(report, health, 'openmetrics')];
  expect(open).toContain('# TYPE leak_stream_findings counter\nleak_stream_findings_total{kind="opened"} 3\n');
  expect(open).toContain('# TYPE db_client_connection_max gauge\ndb_client_connection_max{');
  expect(open.endsWith('\n# EOF\n')).toBe(true);
  const samples = (text: string): string[] => text.split('\n').filter((line) => !line.startsWith('#'));
  expect(samples(open)).toEqual(samples(prometheus));
});

test('a thousand hostile pools are bounded and escaped', async () => {
  const report = await analyze(LOG);
  const [pool] = report.pools as [PoolReport];
  const pools = Array.from({ length: 2000 }, (_, i) => ({
    ...pool,
    id: `"} 1\nx{y="\\${'z'.repeat(5000)}${i}`,
    name: '\ud800\u001b[2J"',
  }));
  const text = metrics({ ...report, pools } as Report, health, 'prometheus');
  for (const line of text.trimEnd().split('\n')) expect(line).toMatch(LINE);
  expect(text.match(/^db_client_connection_max/gm)).toHaveLength(500);
  // two samples of one name and the same labels would make the whole text invalid
  const series = text.split('\n').map((line) => line.replace(/ [^ ]*$/, ''));
  expect(new Set(series).size).toBe(series.length);
  expect(text).toContain('leak_stream_left_out{what="pools"} 1500\n');
});

test('one text is served at one path, and nothing else', async () => {
  const server = await serve(addressOf('0'), () => 'up 1\n');
  try {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    expect(await ask(server.url)).toMatchObject({ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8', body: 'up 1\n' });
    expect(await ask(server.url, 'GET', '/metrics?x=1')).toMatchObject({ status: 200 });
    expect(await ask(server.url, 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect(await ask(server.url, 'POST')).toMatchObject({ status: 405 });
    for (const path of ['/', '/metrics/', '/metrics/../x', '/%6detrics', '//metrics', '/etc/passwd'])
      expect(await ask(server.url, 'GET', path)).toMatchObject({ status: 404 });
    expect(await raw(server.url, `GET /metrics HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431/);
    expect(await raw(server.url, '\u0016\u0003\u0001 no http at all\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect(await raw(server.url, 'CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n')).not.toContain('200');
  } finally {
    server.close();
  }
});

test('what the report says of its input is counted by code', async () => {
  const packed = gzipSync(readFileSync(LOG));
  const report = await analyze(Readable.from([packed.subarray(0, packed.length / 2)]));
  expect(report.input.notices.map(({ code }) => code)).toEqual(['compressed-input-damaged']);
  expect(metrics(report, health, 'prometheus')).toContain('leak_stream_notices{code="compressed-input-damaged"} 1\n');
});

test('whoever asks for OpenMetrics gets it', async () => {
  const server = await serve(addressOf('0'), (format) => `${format}\n`);
  const type = 'application/openmetrics-text; version=1.0.0; charset=utf-8';
  // what Prometheus 2 and curl send
  const prometheus = 'application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.1';
  try {
    expect(await ask(server.url, 'GET', undefined, prometheus)).toMatchObject({ type, body: 'openmetrics\n' });
    expect(await ask(server.url, 'GET', undefined, '*/*')).toMatchObject({
      type: 'text/plain; version=0.0.4; charset=utf-8',
      body: 'prometheus\n',
    });
  } finally {
    server.close();
  }
});

test('metrics that cannot be told end nothing', async () => {
  let broken = true;
  const server = await serve(addressOf('0'), () => {
    if (broken) throw new Error('no');
    return 'up 1\n';
  });
  try {
    expect(await ask(server.url)).toMatchObject({ status: 500 });
    broken = false;
    expect(await ask(server.url)).toMatchObject({ status: 200, body: 'up 1\n' });
  } finally {
    server.close();
  }
});

test('addresses', () => {
  expect(addressOf('9400')).toEqual({ host: '127.0.0.1', port: 9400 });
  expect(addressOf('0.0.0.0:9400')).toEqual({ host: '0.0.0.0', port: 9400 });
  expect(addressOf('[::1]:9400')).toEqual({ host: '::1', port: 9400 });
  for (const text of ['', 'x', ':9400', '70000', '1:2:3', 'http://x:1']) expect(() => addressOf(text)).toThrow(/is no address/);
});

test('a log that is followed is told of while it is written', async () => {
  const stdin = new PassThrough();
  let said = '';
  const stderr = new Writable({ write: (chunk: Buffer, _encoding, done) => ((said += chunk.toString()), done()) });
  const ran = leakStream(['-f', '--metrics', '0', '--format', 'json', '-'], { stdin, stderr });
  let body = '';
  const asked = async (wanted: string): Promise<void> => {
    for (const began = Date.now(); !body.includes(wanted) && Date.now() - began < 20_000;) {
      const url = /http:\S+/.exec(said)?.[0];
      if (url !== undefined) ({ body } = await ask(url));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  // a log that is silent so far is no program that is down
  await asked('leak_stream_lines_total 0');
  expect(body).toContain('leak_stream_lines_total 0\n');
  stdin.write(readFileSync(LOG));
  await asked('verdict="leak"');
  expect(body).toMatch(/^leak_stream_pool_verdict\{.*verdict="leak"\} 1$/m);
  expect(body).toMatch(/^leak_stream_judgements_total [1-9]/m);
  stdin.end();
  expect((await ran).code).toBe(0);
  await expect(ask(/http:\S+/.exec(said)?.[0] ?? '')).rejects.toThrow();
});

test('--metrics without --follow is refused', async () => {
  expect(await leakStream(['--metrics', '9400', LOG])).toMatchObject({ code: 2 });
});
