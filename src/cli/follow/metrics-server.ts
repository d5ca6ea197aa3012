import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { formatFor, MEDIA_TYPES, type MetricsFormat } from '../../live/exposition.ts';
import { CliError, refusal } from '../error.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Whoever asks more slowly than this is cut off. */
const REQUEST_MS = 5000;
const CONNECTIONS = 32;
const HEADER_BYTES = 8 * 1024;

/** `9400`, `0.0.0.0:9400`, `[::1]:9400`: on this machine only, unless a host is given. @throws CliError */
export function addressOf(text: string): Address {
  const found = /^(?:(?:\[([0-9a-f:.]{2,45})\]|([\w.-]{1,253})):)?(\d{1,5})$/i.exec(text);
  const port = Number(found?.[3]);
  if (found === null || port > 65_535) throw new CliError(`${text} is no address`, { where: '--metrics', help: '9400, or 0.0.0.0:9400' });
  return { host: found[1] ?? found[2] ?? '127.0.0.1', port };
}

/** Serves one text at /metrics, as OpenMetrics to whoever asks for that, and nothing else. @throws CliError where the address cannot be used */
export async function serve(
  { host, port }: Address,
  text: (format: MetricsFormat) => string,
): Promise<{ readonly url: string; close(): void }> {
  const server = createServer({ maxHeaderSize: HEADER_BYTES, requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS, connectionsCheckingInterval: 1000 }, (request, response) => {
    // What is sent along is not read.
    response.setHeader('connection', 'close');
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (request.url?.split('?', 1)[0] !== '/metrics') return void response.writeHead(404, { 'content-type': 'text/plain' }).end('only /metrics is served\n');
    if (!reads) return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
    const format = formatFor(request.headers.accept);
    let body: string;
    try {
      body = text(format);
    } catch {
      // Whoever asks is told; the log is read on.
      return void response.writeHead(500, { 'content-type': 'text/plain' }).end('the metrics cannot be told: a bug in leak-stream\n');
    }
    response.writeHead(200, { 'content-type': MEDIA_TYPES[format], vary: 'accept', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    response.end(request.method === 'GET' ? body : undefined);
  }); // prettier-ignore
  server.maxConnections = CONNECTIONS;
  await listening(server, host, port);
  server.unref();
  const bound = server.address() as AddressInfo;
  return {
    url: `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}/metrics`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const listening = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new CliError(`cannot listen at ${host}:${port}`, { where: '--metrics', why: refusal(error) })));
    server.listen(port, host, resolve);
  });
