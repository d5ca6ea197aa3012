import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src/index.ts';

// The same requests and the same samples of the pool as other programs print them: the same routes are blamed.

interface Request {
  readonly at: Date;
  readonly stamp: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly id: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const clf = (at: Date): string =>
  `${String(at.getUTCDate()).padStart(2, '0')}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}:${at.toISOString().slice(11, 19)} +0000`;
/** As C prints a time: `Mon Nov 23 01:52:09 2026`. */
const ctime = (at: Date): string => at.toUTCString().replace(/(\w{3}), (\d\d) (\w{3}) (\d{4}) (\S+) GMT/, '$1 $3 $2 $5 $4');
const json = JSON.stringify;

const REQUESTS: Readonly<Record<string, (r: Request) => string>> = {
  'the common log format': (r) => `10.0.0.7 - alice [${clf(r.at)}] "${r.method} ${r.path} HTTP/2.0" ${r.status} 532`,
  'the combined one, with seconds': (r) => `10.0.0.7 - - [${clf(r.at)}] "${r.method} ${r.path} HTTP/1.1" ${r.status} 532 "-" "curl/8.1" ${r.ms / 1000}`,
  gin: (r) => `[GIN] ${r.stamp.slice(0, 10)} - ${r.stamp.slice(11, 19)} | ${r.status} | ${r.ms}ms | 10.0.0.7 | ${r.method.padEnd(7)} "${r.path}"`,
  'chi': (r) => `${r.stamp.slice(0, 19)} "${r.method} http://shop.local${r.path} HTTP/1.1" from 10.0.0.7:4711 - ${r.status} 532B in ${r.ms}ms`,
  'Fiber in columns': (r) => `${r.stamp.slice(11, 19)} | ${r.status} | ${r.ms}ms | 10.0.0.7 | ${r.method} | ${r.path} | -`,
  'Fiber 2': (r) => `[${r.stamp.slice(11, 19)}] ${r.status} - ${r.ms}ms ${r.method} ${r.path}`,
  Negroni: (r) => `[negroni] ${r.at.toISOString()} | ${r.status} | \t ${r.ms}ms | shop.local | ${r.method} ${r.path}`,
  'echo’s JSON': (r) => json({ time: r.at.toISOString(), id: r.id, remote_ip: '10.0.0.7', host: 'shop', method: r.method, uri: r.path, status: r.status, latency: r.ms * 1e6, latency_human: `${r.ms}ms` }), // prettier-ignore
  'slog’s pairs': (r) => `time=${r.at.toISOString()} level=INFO msg="request completed" method=${r.method} path=${r.path} status=${r.status} duration=${r.ms}ms`,
  'nested JSON': (r) => json({ time: r.at.toISOString(), level: 'INFO', msg: 'request', request: { method: r.method, path: r.path }, response: { status: r.status } }), // prettier-ignore
  'logrus’ pairs': (r) => `time="${r.at.toISOString()}" level=info msg=handled method=${r.method} url="${r.path}" code=${r.status} took=${r.ms}ms`,
  'Google Cloud’s httpRequest': (r) => json({ severity: 'INFO', time: r.at.toISOString(), httpRequest: { requestMethod: r.method, requestUrl: `https://shop.example${r.path}`, status: r.status, latency: `${r.ms / 1000}s` } }), // prettier-ignore
  ECS: (r) => json({ '@timestamp': r.at.toISOString(), 'log.level': 'info', message: 'request', 'http.request.method': r.method, 'url.path': r.path, 'http.response.status_code': r.status }), // prettier-ignore
  'nginx’ JSON': (r) => json({ time_local: clf(r.at), request: `${r.method} ${r.path} HTTP/1.1`, status: String(r.status), request_time: (r.ms / 1000).toFixed(3) }), // prettier-ignore
  caddy: (r) => json({ level: 'info', ts: r.at.getTime() / 1000, logger: 'http.log.access', msg: 'handled request', request: { proto: 'HTTP/2.0', method: r.method, host: 'shop', uri: r.path }, duration: r.ms / 1000, status: r.status }), // prettier-ignore
  pino: (r) => json({ level: 30, time: r.at.getTime(), pid: 1, hostname: 'h', req: { id: r.id, method: r.method, url: r.path }, res: { statusCode: r.status }, responseTime: r.ms, msg: 'request completed' }), // prettier-ignore
  envoy: (r) => `[${r.at.toISOString()}] "${r.method} ${r.path} HTTP/1.1" ${r.status} - 0 532 ${r.ms} 3 "-" "curl" "${r.id}" "shop" "10.0.0.1:80"`,
  uvicorn: (r) => `${r.stamp} INFO:     10.0.0.7:41234 - "${r.method} ${r.path} HTTP/1.1" ${r.status} OK`,
  'a sentence': (r) => `${r.stamp} handled ${r.method} ${r.path} with status ${r.status} in ${r.ms} ms`,
  'columns between bars': (r) => `${r.stamp} | ${r.method} | ${r.path} | ${r.status} | ${r.ms}ms`,
  'columns between commas': (r) => `${r.stamp} ${r.method},${r.path},${r.status},${r.ms}`,
  'the status first': (r) => `${r.stamp} ${r.status} ${r.method} ${r.path} ${r.ms}ms`,
  'an arrow': (r) => `${r.stamp} "${r.method} ${r.path}" -> ${r.status} (${r.ms}ms)`,
  'before and after': (r) => `${r.stamp} --> ${r.method} ${r.path}\n${r.stamp} <-- ${r.method} ${r.path} ${r.status} ${r.ms}ms`,
  Ktor: (r) => `${r.stamp} INFO  ktor.application - ${r.status} OK: ${r.method} - ${r.path} in ${r.ms}ms`,
  'go-zero': (r) => `${r.stamp} [HTTP] ${r.status} - ${r.method} ${r.path} - 10.0.0.7:4711 - curl/8.1 - ${r.ms}ms`,
  Iris: (r) => `[INFO] ${r.stamp} ${r.status} ${r.ms}ms ::1 ${r.method} ${r.path}`,
  uWSGI: (r) => `[pid: 12|app: 0|req: 1/1] 10.0.0.7 () {40 vars in 500 bytes} [${ctime(r.at)}] ${r.method} ${r.path} => generated 12 bytes in ${Math.round(r.ms)} msecs (HTTP/1.1 ${r.status}) 2 headers in 80 bytes (1 switches on core 0)`,
  'brackets': (r) => `${r.stamp} [${r.method}] ${r.path} ${r.status} ${r.ms}ms`,
  'the status last': (r) => `${r.stamp} ${r.method} ${r.path} done in ${r.ms}ms (${r.status})`,
  'a colon': (r) => `${r.stamp} ${r.method}:${r.path} ${r.status} ${r.ms}ms`,
  'a sentence behind': (r) => `${r.stamp} Outgoing response: ${r.method} ${r.path} completed with status ${r.status} (${r.ms}ms)`,
  'a query': (r) => `${r.stamp} ${r.method} ${r.path}?user=${r.id}&page=2 ${r.status} ${r.ms}ms`,
}; // prettier-ignore

interface Sample {
  readonly max: number;
  readonly open: number;
  readonly inUse: number;
  readonly idle: number;
  readonly waits: number;
}

const SAMPLES: Readonly<Record<string, (s: Sample) => string>> = {
  '%+v': (s) => `{MaxOpenConnections:${s.max} OpenConnections:${s.open} InUse:${s.inUse} Idle:${s.idle} WaitCount:${s.waits} WaitDuration:0s MaxIdleClosed:0 MaxIdleTimeClosed:0 MaxLifetimeClosed:0}`,
  '%v': (s) => `db stats: {${s.max} ${s.open} ${s.inUse} ${s.idle} ${s.waits} 0s 0 0 0}`,
  'snake case': (s) => `pool open_connections=${s.open} in_use=${s.inUse} idle=${s.idle} wait_count=${s.waits} max_open_connections=${s.max}`,
  'keys with colons': (s) => `DB pool: Open: ${s.open}, InUse: ${s.inUse}, Idle: ${s.idle}, WaitCount: ${s.waits}`,
  'figures before words': (s) => `database connections: ${s.inUse} in use, ${s.idle} idle, ${s.open} open (max ${s.max})`,
  'of the limit': (s) => `db pool ${s.inUse}/${s.max} in use`,
  'words before figures': (s) => `[db] conns in use ${s.inUse}/${s.max}, idle ${s.idle}`,
  'other words': (s) => `db conns: total ${s.open} busy ${s.inUse} idle ${s.idle}`,
  pgxpool: (s) => `pgxpool acquired_conns=${s.inUse} idle_conns=${s.idle} total_conns=${s.open} max_conns=${s.max}`,
  'a heartbeat': (s) => `heartbeat goroutines=57 heap_mb=31 db_open=${s.open} db_in_use=${s.inUse} db_idle=${s.idle}`,
}; // prettier-ignore

const log = readFileSync(new URL('../../../samples/go-dbstats/two-routes/app.log', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');
const STAMP = /^(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d{6}) \w+\.go:\d+: (.*)$/;
const REQUEST = /^(?<method>[A-Z]+) (?<path>\/\S*) (?<status>\d{3}) (?<ms>[\d.]+)ms rid=(?<id>\S+)$/;
const SAMPLE =
  /"MaxOpenConnections":(?<max>\d+),"OpenConnections":(?<open>\d+),"InUse":(?<inUse>\d+),"Idle":(?<idle>\d+),"WaitCount":(?<waits>\d+)/;

function redressed(request: ((r: Request) => string) | undefined, sample: ((s: Sample) => string) | undefined): string {
  const lines = log.map((line) => {
    const [, stamp, message] = STAMP.exec(line) ?? [];
    const asked = request && REQUEST.exec(message ?? '')?.groups;
    const counted = sample && SAMPLE.exec(line)?.groups;
    if (stamp === undefined) return line;
    if (asked) {
      const at = new Date(`${stamp.replaceAll('/', '-').replace(' ', 'T').slice(0, 23)}Z`);
      return request({ at, stamp, method: asked['method'] as string, path: asked['path'] as string, status: Number(asked['status']), ms: Number(asked['ms']), id: asked['id'] as string }); // prettier-ignore
    }
    if (!counted) return line;
    const [max, open, inUse, idle, waits] = ['max', 'open', 'inUse', 'idle', 'waits'].map((key) => Number(counted[key])) as [number, number, number, number, number]; // prettier-ignore
    return `${stamp} ${sample({ max, open, inUse, idle, waits })}`;
  });
  return `${lines.join('\n')}\n`;
}

async function blamed(text: string): Promise<unknown> {
  const { verdict, suspects } = await analyze({ name: 'app.log', stream: Readable.from([Buffer.from(text)]) });
  return [verdict, suspects.map(({ route, leaked }) => [route, leaked])];
}

const EXPECTED = [
  'leak',
  [
    ['GET /api/orders/{id}/invoice', 15],
    ['POST /api/payments', 8],
  ],
];

test('as recorded', async () => expect(await blamed(redressed(undefined, undefined))).toEqual(EXPECTED));

describe('requests', () => {
  test.each(Object.entries(REQUESTS))('%s', async (_, request) => expect(await blamed(redressed(request, undefined))).toEqual(EXPECTED));
});

describe('samples of the pool', () => {
  test.each(Object.entries(SAMPLES))('%s', async (_, sample) => expect(await blamed(redressed(undefined, sample))).toEqual(EXPECTED));
});
