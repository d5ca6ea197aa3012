import type { PoolReport, Report } from '../../model/report.ts';
import { VERDICTS } from '../../model/verdict.ts';
import { clean } from '../../show/clean.ts';
import { hasEnded, orderedPools } from '../../show/pool-order.ts';
import { titleIn } from '../../show/pool-titles.ts';
import { clipMiddle, columns, padEnd, padStart } from '../../show/text/fit.ts';
import { counted, duration, number, time, VERDICT_WORDS } from '../../show/words.ts';
import { TONES, type ViewLine } from './line.ts';

const BAR = 10;
/** Columns up to which numbers have to do without a bar. */
const NARROW = 60;
/** A pool of which nothing was heard for so long of the log's time is of a process that is gone. */
const GONE_MS = 3_600_000;

/**
 * A line for each pool, in the order of all reports, but that those of processes that are gone come last. And how many there are of
 * each verdict, for most have no room on a screen.
 * @param to the log's time
 */
export function poolLines(
  report: Pick<Report, 'pools' | 'suspects' | 'input'>,
  to: string | undefined,
  width: number,
): { summary: string; lines: ViewLine[] } {
  const now = to === undefined ? NaN : Date.parse(to);
  const { pools } = report;
  const ranked = orderedPools(report).map((pool) => ({ pool, gone: hasEnded(pool) || now - heardAt(pool) > GONE_MS }));
  ranked.sort((a, b) => Number(a.gone) - Number(b.gone));
  const lines = ranked.map(({ pool, gone }): ViewLine => (gone ? { text: poolLine(titleIn(report, pool), pool, width, true), tone: 'faint' } : { text: poolLine(titleIn(report, pool), pool, width, false), tone: TONES[pool.verdict] })); // prettier-ignore
  const alive = ranked.filter(({ gone }) => !gone);
  const counts = VERDICTS.map((verdict) => [alive.filter(({ pool }) => pool.verdict === verdict).length, VERDICT_WORDS[verdict]] as const);
  const gone = pools.length - alive.length;
  const told = [...counts.filter(([n]) => n > 0), ...(gone > 0 ? [[gone, 'gone'] as const] : [])];
  return { summary: pools.length > 1 ? `  ${told.map(([n, word]) => `${number(n)} ${word}`).join(', ')}` : '', lines };
}

/** At the latest, as far as its samples tell: of their stretches only the last ones are known, each as wide as the one before. */
function heardAt({ inUse }: PoolReport): number {
  const [before, last] = inUse?.series.slice(-2).map(({ at }) => Date.parse(at)) ?? [];
  return last === undefined ? (before ?? NaN) : last + (last - (before ?? last));
}

const inUseOf = ({ inUse, openHolds }: PoolReport): number | undefined =>
  inUse?.last ?? (openHolds.length > 0 ? openHolds.length : undefined);

/** `  leak       orders-pool @ shop-7f9c     ███████░░░ 7/10  floor 5  waits 12  full in 40 min`. */
function poolLine(title: string, pool: PoolReport, width: number, gone: boolean): string {
  const { inUse, max, acquireTimeouts, waits, exhaustion } = pool;
  const now = inUseOf(pool);
  const drawn = width > NARROW ? BAR + 1 : 0;
  const fill = now === undefined ? '' : `${drawn > 0 ? `${bar(now, max)} ` : ''}${padStart(`${now}${max ? `/${max}` : ''}`, 7)}`;
  const floor = inUse?.floor.at(-1)?.value;
  const told = [
    gone ? 'gone' : '',
    floor === undefined ? '' : `floor ${floor}`,
    waits === undefined || waits.count === 0 ? '' : `waits ${number(waits.count)}`,
    acquireTimeouts === 0 ? '' : counted(acquireTimeouts, 'timeout'),
    gone || exhaustion === undefined || !('eta' in exhaustion) ? '' : `full ${forecast(pool, exhaustion.eta)}`,
  ].filter((text) => text !== '');
  const numbers = `${padEnd(fill, fill === '' ? 0 : drawn + 7)}  ${told.join('  ')}`.trimEnd();
  const room = Math.max(12, Math.min(Math.max(48, Math.floor(width * 0.35)), width - 14 - 34 - drawn));
  return `  ${padEnd(VERDICT_WORDS[pool.verdict], 10)} ${padEnd(fitTitle(title, pool, room), room)}  ${numbers}`;
} // prettier-ignore

function forecast({ inUse }: PoolReport, eta: string): string {
  const last = inUse?.series.at(-1)?.at;
  const ms = last === undefined ? NaN : Date.parse(eta) - Date.parse(last);
  return ms > 0 ? `in ${duration(ms)}` : `at ${time(eta)}`;
}

function bar(now: number, max: number | undefined): string {
  if (!max) return ' '.repeat(BAR);
  const filled = Math.min(BAR, now === 0 ? 0 : Math.max(1, Math.round((now / max) * BAR)));
  return '█'.repeat(filled) + '░'.repeat(BAR - filled);
}

/** What a pool is called; where there is no room for it without the number of its process, and without its runtime if it has no name: the pod tells more. */
function fitTitle(title: string, pool: PoolReport, room: number): string {
  const whole = clean(title);
  if (columns(whole) <= room) return whole;
  const short = whole.replace(/ \[\d+\]/, '');
  const own = pool.name === undefined && pool.instance.pod !== undefined ? short.replace(/^\S+ @ /, '') : short;
  return clipMiddle(own, room);
}
