import { logBetween, pick, seeded } from '../random.ts';
import { clock, gauge, urlOf, type Line, type Printing } from './sheet.ts';
import type { Wish } from './wish.ts';

const LAYOUTS = ['std', 'std-us', 'logfmt'] as const;
const SHAPES = ['words', 'struct', 'brackets', 'fields'] as const;

export interface GoSettings {
  readonly layout: (typeof LAYOUTS)[number];
  readonly shape: (typeof SHAPES)[number];
  /** Between two samples of DB.Stats(), ms. */
  readonly everyMs: number;
  /** Each request writes a line. */
  readonly access: boolean;
}

export function goSettings(wish: Wish): GoSettings {
  const random = seeded(wish.seed + 77_003);
  const layout = pick(random, LAYOUTS);
  return {
    layout,
    shape: layout === 'logfmt' ? 'fields' : pick(random, SHAPES.slice(0, 3)),
    everyMs: Math.max(Math.round(logBetween(random, 1, 60)) * 1000, Math.ceil(wish.lengthMs / 4_000_000) * 1000),
    access: random() < 0.75,
  };
}

/** As time.Duration prints itself. */
export function goDuration(ms: number): string {
  if (ms < 1) return `${Math.round(ms * 1000)}µs`;
  if (ms < 1000) return `${Number(ms.toFixed(3))}ms`;
  const [hours, minutes] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60];
  const seconds = `${Number(((ms % 60_000) / 1000).toFixed(6))}s`;
  return hours > 0 ? `${hours}h${minutes}m${seconds}` : minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

/** One process on Go's database/sql that logs DB.Stats() every so often. */
export function printGo(printing: Printing): Line[] {
  const { random, wish, life } = printing;
  const { layout, shape, everyMs, access } = goSettings(wish);
  const lines: Line[] = [];
  const max = wish.unlimited ? 0 : wish.max;
  const record = (at: number, level: 'info' | 'error', text: string, fields = ''): void => {
    const iso = clock(wish, at).toISOString();
    const std = `${iso.slice(0, 10).replaceAll('-', '/')} ${iso.slice(11, 19)}${layout === 'std-us' ? `.${iso.slice(20, 23)}000` : ''}`;
    const line = layout === 'logfmt' ? `ts=${iso} level=${level} msg="${text}"${fields && ` ${fields}`}` : `${std} ${level === 'error' ? 'ERROR ' : ''}${text}${fields && ` ${fields}`}`; // prettier-ignore
    lines.push({ at, text: line });
  };
  record(life.from, 'info', `${wish.app.company} listening`, `addr=127.0.0.1:8080 max_open_conns=${max}`);
  const state = gauge(printing);
  const waits = [
    ...life.stays.flatMap(({ asked, from }) => (from > asked ? [{ asked, done: from }] : [])),
    ...life.refusals.map(({ asked, at }) => ({ asked, done: at })),
  ].sort((a, b) => a.asked - b.asked);
  const finished = [...waits].sort((a, b) => (a.done < b.done ? -1 : 1));
  let [begun, done, waited, peak, closed] = [0, 0, 0, 1, 0];
  for (let at = life.from + random() * everyMs + 1000; at < life.to; at += everyMs) {
    const { inUse } = state(at);
    while (begun < waits.length && (waits[begun] as { asked: number }).asked <= at) begun++;
    while (done < finished.length && (finished[done] as { done: number }).done <= at) {
      const one = finished[done++] as { asked: number; done: number };
      waited += one.done - one.asked;
    }
    const before = peak;
    peak = Math.max(inUse, Math.min(peak, inUse + 2));
    closed += Math.max(0, before - peak);
    const [open, idle, wait] = [peak, peak - inUse, goDuration(waited)];
    if (waited === 0 && shape !== 'struct') sample(at, open, inUse, idle, begun, '0s');
    else sample(at, open, inUse, idle, begun, waited === 0 ? '0s' : wait);
  }
  function sample(at: number, open: number, inUse: number, idle: number, count: number, wait: string): void {
    if (shape === 'words') record(at, 'info', `open=${open} inUse=${inUse} idle=${idle} waitCount=${count} waitDuration=${wait}`);
    else if (shape === 'struct') record(at, 'info', `db stats: {MaxOpenConnections:${max} OpenConnections:${open} InUse:${inUse} Idle:${idle} WaitCount:${count} WaitDuration:${wait} MaxIdleClosed:${closed} MaxIdleTimeClosed:0 MaxLifetimeClosed:0}`); // prettier-ignore
    else if (shape === 'brackets') record(at, 'info', `[dbstats] MaxOpen=${max} Open=${open} InUse=${inUse} Idle=${idle} Wait=${count} (${wait})`);
    else record(at, 'info', 'db pool', `max_open=${max} open_connections=${open} in_use=${inUse} idle=${idle} wait_count=${count} wait_duration=${wait}`); // prettier-ignore
  }
  for (const { work, asked, from } of life.stays) {
    if (!work) continue;
    const ended = from + work.heldMs;
    if (work.fails) record(ended, 'error', work.path.failure);
    if (work.path.job) {
      record(asked, 'info', `${work.path.name} started`);
      record(ended, 'info', `${work.path.name} finished after ${goDuration(work.heldMs)}`);
    } else if (access) {
      const url = urlOf(work.path.name, work.number);
      const took = goDuration(ended - asked);
      if (layout === 'logfmt')
        record(ended + 0.1, 'info', 'request', `method=${url.split(' ')[0]} path=${url.split(' ')[1]} status=${work.fails ? 500 : 200} took=${took}`); // prettier-ignore
      else record(ended + 0.1, 'info', `${url} ${work.fails ? 500 : 200} ${took}`);
    }
  }
  for (const { work, at } of life.refusals) if (at < life.to) record(at, 'error', `${work.path.job ? work.path.name : urlOf(work.path.name, work.number)}: context deadline exceeded`); // prettier-ignore
  return lines;
}
