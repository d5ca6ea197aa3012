import { looksLikeHead } from './looks.ts';
import { severityOf } from '../../layout/severity.ts';
import { readTimeAt } from '../../time/index.ts';
import { instanceOf, type Envelope } from '../peel.ts';

const CRI = /^ (stdout|stderr) ([PF])(?::[\w:]{1,40})?(?: |$)/;

/** `TIME stdout F line`: files under /var/log/pods of containerd and cri-o (kubelet, kuberuntime/logs/logs.go, parseCRILog; read in source). P = goes on. */
export const cri: Envelope = (text, memory) => {
  const first = text.charCodeAt(0);
  if (!(first >= 48 && first <= 57)) return undefined;
  const time = memory.timeOf(text);
  if (!time?.dated || !text.startsWith(' std', time.end)) return undefined;
  // nearly all of them are whole
  const stream = text.startsWith(' stdout F ', time.end) ? 'stdout' : text.startsWith(' stderr F ', time.end) ? 'stderr' : undefined;
  if (stream !== undefined) return { name: 'cri', rest: text.slice(time.end + 10), time, stream, partial: false };
  const found = CRI.exec(text.slice(time.end, time.end + 60));
  if (!found) return undefined;
  return {
    name: 'cri', rest: text.slice(time.end + found[0].length), time, stream: found[1] as 'stdout' | 'stderr', partial: found[2] === 'P',
  }; // prettier-ignore
};

const COMPOSE = /^([A-Za-z0-9][\w.-]{0,120}?) +\| ?/;
/** A task of a service: its slot or node, its own id, and where it runs. */
const SERVICE = /^(([A-Za-z0-9][\w.-]{0,120}?)\.(?:\d{1,5}|[a-z0-9]{25})\.[a-z0-9]{12,25})@([\w.-]{1,120}) +\| ?/;
const NUMBERED = /[-_]\d{1,4}$/;
const NOTICE = /^(?:[\w.-]{1,120} exited with code -?\d{1,4}|Attaching to [\w.-]{1,120}(?:, [\w.-]{1,120})*|Gracefully stopping\.\.\..*)$/;

/** Nothing but a time: a value, as psql prints one per line (`query_start | 2026-11-23 01:43:51+00`, `idle_for | 00:00:03.36`), and DBeaver with a bar behind it. */
const isTime = (text: string): boolean => readTimeAt(text, 0)?.end === text.replace(/[\s|]{1,300}$/, '').length;

const PM2 = /^(\d{1,4})\|([\w.@/-]{1,100}) {1,40}\| /;

/** `0|shop  | line` of `pm2 logs` (pm2 7.0.4, lib/API/Log.js; read in source): the process's number and name, padded to the longest. */
export const pm2: Envelope = (text) => {
  const first = text.charCodeAt(0);
  const found = first >= 48 && first <= 57 ? PM2.exec(text.slice(0, 200)) : null;
  if (!found) return undefined;
  const [whole, number, name] = found as unknown as [string, string, string];
  return { name: 'pm2', rest: text.slice(whole.length), instance: { container: `${name}-${number}`, service: name } };
};

/**
 * `web-1  | line` of `docker compose logs`, `web_1  | line` of version 1 (docker/compose, cmd/formatter/logs.go of version 5 and compose/cli/log_printer.py of version 1; read in source). A name without a number, which
 * `container_name` gives, is believed only before something that begins like a record. Rows of psql begin with a blank, are all digits, or hold one value.
 */
export const compose: Envelope = (text, memory) => {
  const bar = text.indexOf('|');
  const found = bar > 0 && bar < 140 ? COMPOSE.exec(text.slice(0, bar + 2)) : null;
  if (!found) {
    return memory.proved.has('docker-compose') && NOTICE.test(text.slice(0, 400))
      ? { name: 'docker-compose', rest: '', drop: true }
      : undefined;
  }
  const name = found[1] as string;
  const rest = text.slice(found[0].length);
  // layouts that begin with the level have such columns as well
  if (/^[\d.:-]+$/.test(name) || severityOf(name) !== undefined) return undefined;
  if (!memory.proved.has('docker-compose') && !NUMBERED.test(name) && (!looksLikeHead(rest) || isTime(rest))) return undefined;
  memory.proved.add('docker-compose');
  const instance = instanceOf({ container: name });
  return { name: 'docker-compose', rest, ...(instance && { instance }) };
};

const FOREMAN = /^\d\d:\d\d:\d\d ([A-Za-z][\w-]{0,60}\.\d{1,3}) {1,60}\| ?/;

/** `21:59:23 worker.1 | line` of foreman and honcho, which run the processes of a Procfile (foreman, lib/foreman/engine/cli.rb; honcho, honcho/printer.py; as remembered). */
export const foreman: Envelope = (text, memory) => {
  const second = text.charCodeAt(2);
  const found = second === 58 ? FOREMAN.exec(text.slice(0, 140)) : null;
  if (!found) return undefined;
  const time = memory.timeOf(text);
  return { name: 'foreman', rest: text.slice(found[0].length), instance: { container: found[1] as string }, ...(time && { time }) };
};

/** `web.1.x7k2v9qdm0ea@node-3    | line` of `docker service logs`, with `--no-trunc` the task's whole id (docker/cli, cli/command/service/logs.go; as remembered). */
export const dockerService: Envelope = (text) => {
  const bar = text.indexOf('|');
  const found = bar > 20 && bar < 420 && text.lastIndexOf('@', bar) > 0 ? SERVICE.exec(text.slice(0, bar + 2)) : null;
  if (!found) return undefined;
  const [whole, container, service, host] = found as unknown as [string, string, string, string];
  return { name: 'docker-service', rest: text.slice(whole.length), instance: { container, service, host } };
};
