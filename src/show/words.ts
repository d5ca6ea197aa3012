import { writtenName } from '../model/written-name.ts';
import type { CallSite, PoolReport, Suspect } from '../model/report.ts';

const round = (n: number): string => String(n >= 100 ? Math.round(n) : n >= 10 ? Math.round(n * 10) / 10 : Math.round(n * 100) / 100);

/** Milliseconds for people: `0.6 ms`, `4.2 s`, `12 min`, `1 h 52 min`, `3 d 4 h`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${round(ms)} ms`;
  if (ms < 60_000) return `${round(ms / 1000)} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const rest = hours % 24;
  return rest === 0 ? `${Math.floor(hours / 24)} d` : `${Math.floor(hours / 24)} d ${rest} h`;
}

/** How long callers waited for a connection, `3.67 s on average`; undefined where the log only counts them. */
export const waitedOnAverage = ({ count, totalMs }: NonNullable<PoolReport['waits']>): string | undefined =>
  totalMs > 0 ? `${duration(totalMs / count)} on average` : undefined;

/** The same in six columns: `820ms`, `4.2s`, `12m`, `1.9h`. */
export function shortDuration(ms: number): string {
  if (ms < 1000) return `${ms >= 10 ? Math.round(ms) : round(ms)}ms`;
  if (ms < 60_000) return `${round(ms / 1000)}s`;
  if (ms < 3_600_000) return `${round(ms / 60_000)}m`;
  return `${round(ms / 3_600_000)}h`;
}

/** Whether a log whose layout prints no date, or no year, told the time: it counts from 1970. */
export const isUndated = (iso: string): boolean => iso.startsWith('1970-');

/** `2026-03-14 09:26:53Z`: to the second, and never another zone than UTC, so that two people read the same. */
export const time = (iso: string): string => {
  // What the log did not say is not shown.
  if (iso.startsWith('1970-01-01')) return iso.slice(11, 19);
  if (isUndated(iso)) return `${iso.slice(5, 10)} ${iso.slice(11, 19)}`;
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}Z`;
};

/** The time alone where it is of the same day as another one that stands beside it: `11:02:00Z`, `11:02:00` of a log without dates. */
export const timeBeside = (iso: string, other: string): string =>
  iso.slice(0, 10) !== other.slice(0, 10) ? time(iso) : `${iso.slice(11, 19)}${isUndated(iso) ? '' : 'Z'}`;

const length = (from: string, to: string): string => duration(Math.max(0, Date.parse(to) - Date.parse(from)));

/** `2026-03-14 09:26:53Z to 11:02:00Z (1 h 35 min)`; the second day only where it is another one. */
export const span = (from: string, to: string): string => `${time(from)} to ${timeBeside(to, from)} (${length(from, to)})`;

/** `first 2026-03-14 09:26:53Z, last 11:02:00Z (1 h 35 min)`: of something that need not have ended with the last one. */
export const firstAndLast = (from: string, to: string, verb = ''): string => {
  const [first, last] = verb === '' ? ['first', 'last'] : [`first ${verb}`, `last ${verb}`];
  return from === to ? `${first} ${time(from)}` : `${first} ${time(from)}, ${last} ${timeBeside(to, from)} (${length(from, to)})`;
};

/** `1 connection`, `12 connections`, `3 of yours`. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`;

/** 1234567 as `1,234,567`, whatever the machine's locale. */
export const number = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, ',');

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** `840 B`, `4.2 kB`, `1.2 GB`: in steps of a thousand, as disks are sold. */
export function bytesText(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** step;
  return `${step > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[step]}`;
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Connections that are still out at the end of the log: what a process had before it began anew is out no more. */
export const outNow = ({ open, ended = 0 }: Suspect): number => open - ended;

type Named = Pick<CallSite, 'function' | 'module' | 'file' | 'line'>;

/** `com.acme.report.Exporter.exportCsv`, `orders.(*Server).place`, `create_invoice`, `a lambda in com.acme.Shop.main`. */
export const qualifiedName = (frame: Named): string => named(frame, (module) => module);

/** The same with the last part of the module only. */
export const shortName = (frame: Named): string =>
  named(frame, (module) => module.slice(module.lastIndexOf(module.includes('/') ? '/' : '.') + 1));

/** As it was written, whatever a compiler or a framework made of it. */
function named(frame: Named, shorten: (module: string) => string): string {
  const { function: name, module, lambda } = writtenName(frame);
  const whole = [module === undefined ? '' : shorten(module), name].filter((part) => part !== '').join('.');
  return lambda ? `a lambda in ${whole}` : whole;
}

/** `Exporter.java:88`; undefined where the frame knows no file. */
export const location = (frame: Named): string | undefined =>
  frame.file === undefined ? undefined : frame.line === undefined ? frame.file : `${frame.file}:${frame.line}`;

/** A frame in one line. Some lines name a place and no function. */
export const frameText = (frame: Named, name: (frame: Named) => string = qualifiedName): string => {
  const [where, what] = [location(frame), name(frame)];
  if (where === undefined || what === '') return where ?? what;
  return `${what} (${where})`;
};

/** A log line names no code, but for the statement that prints it: it tells the work by what that work logs. */
export const logsLine = (template: string, loggedAt?: CallSite): string =>
  `the work${loggedAt === undefined ? '' : ` at ${shortPlace(loggedAt)}`} that logs "${template}"`;

/** ` (reporting.py:9)`: the file's own name is enough where the frame stands in a sentence. */
const shortLocation = (site: CallSite): string => (site.file === undefined ? '' : ` (${shortPlace(site)})`);
const shortPlace = ({ file = '', line }: CallSite): string =>
  `${file.split(/[\\/]/).at(-1) ?? file}${line === undefined ? '' : `:${line}`}`;

/** What a suspect is called: its call site, else its route, log line or statement, the strongest that is known. */
export function place({ callSite, route, status, template, statement, raisedAt, loggedAt }: Suspect): string {
  if (callSite !== null) return frameText(callSite);
  const raised = raisedAt === undefined ? '' : `, an exception raised in ${raisedAt.function}${shortLocation(raisedAt)}`;
  if (route !== undefined) return `${route}${status === undefined ? '' : ` (${status >= 100 ? 'status' : 'code'} ${status})`}${raised}`;
  return (template === undefined ? undefined : `${logsLine(template, loggedAt)}${raised}`) ?? statement ?? 'place unknown';
}

/** What the runs of a suspect are that its `checkouts` count: where single connections are not logged, its requests, or the lines of its message. */
export const runName = ({ attribution: { method }, route }: Suspect): string =>
  method !== 'co-occurrence' ? 'checkout' : route === undefined ? 'such line' : 'request';

/** A verdict as printed in a table, worst first. */
export const VERDICT_WORDS = {
  leak: 'leak',
  saturation: 'saturated',
  'long-hold': 'slow work',
  inconclusive: 'undecided',
  healthy: 'healthy',
} as const;
