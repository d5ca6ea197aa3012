import { looksLikeId, type Parts } from '../parts.ts';

const HEAD = /^ *(?:\[([^\]]{0,160})\] *)?(\d{1,10}|\$\{[^}]{0,40}\}|) --- ((?:\[[^\]]{0,160}\] *){1,4})(\S{0,160}) *: ?/;
const GROUP = /\[([^\]]*)\]/g;
const TRACE = /^[0-9a-f]{16,32}-[0-9a-f]{16}$/i;

/**
 * What follows the level in Spring Boot's console and file patterns (spring-boot, logback/defaults.xml), versions 1 to 3:
 * `PID --- [thread] logger : message`, `PID --- [app] [thread] [trace-span] logger : message`, Sleuth's `[app,trace,span] PID --- …`.
 * @returns where the message begins
 */
export function readSpring(text: string, pos: number, parts: Parts): number | undefined {
  const found = HEAD.exec(text.slice(pos, pos + 1024));
  if (!found) return undefined;
  const [whole, sleuth, pid, brackets, logger] = found as unknown as [string, string | undefined, string, string, string];
  if (/^\d+$/.test(pid)) parts.pid = pid;
  const groups = [...brackets.matchAll(GROUP)].map((group) => (group[1] as string).trim());
  const last = groups.at(-1) as string;
  if (groups.length > 1 && (last === '' || TRACE.test(last) || looksLikeId(last.replace(/,.*$/, '')))) {
    groups.pop();
    if (last !== '') parts.request = last.replace(/-[0-9a-f]{16}$/i, '').replace(/,.*$/, '');
  }
  const thread = groups.pop();
  if (thread !== undefined && thread !== '') parts.thread = thread;
  const service = groups.pop();
  if (service !== undefined && service !== '') parts.service = service;
  const [app, trace] = sleuth?.split(',').map((part) => part.trim()) ?? [];
  if (app) parts.service ??= app;
  if (trace) parts.request ??= trace;
  if (logger !== '') parts.logger = logger;
  return pos + whole.length;
}
