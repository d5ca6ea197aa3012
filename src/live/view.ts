import type { Finding } from '../model/finding.ts';
import type { PoolReport, Report, Suspect } from '../model/report.ts';
import { VERDICTS } from '../model/verdict.ts';
import { clean } from '../show/clean.ts';
import { clip, clipStart, padEnd, padStart } from '../show/text/fit.ts';
import { counted, duration, number, place, poolTitle, spread, time, timeBeside, VERDICT_WORDS } from '../show/words.ts';

export interface ViewOptions {
  /** Columns and lines of the terminal. */
  readonly width: number;
  readonly height: number;
  /** The latest findings, oldest first. */
  readonly events: readonly Finding[];
}

/** A line of the view and what it is about, by which it may be coloured. */
export interface ViewLine {
  readonly text: string;
  readonly tone?: 'bad' | 'warn' | 'good' | 'title' | 'faint';
}

const TONES = { leak: 'bad', saturation: 'warn', 'long-hold': 'warn', inconclusive: 'faint', healthy: 'good' } as const;
/** Lines that each of the three parts has at least, its title included, however long the others are. */
const LEAST = 4;
const BAR = 10;
/** Columns from which on there is room for words beside the name of a place. */
const WIDE = 120;

/** What stands on the terminal while a log is followed: pools, suspects as they firm up, the last findings. At most `height` lines of `width` columns. */
export function view(report: Report, { width, height, events }: ViewOptions): ViewLine[] {
  const to = report.input.timeRange?.to;
  const head: ViewLine = {
    text: `leak-stream  ${to === undefined ? 'waiting for lines with a time' : `log at ${time(to)}`}  ${counted(report.input.lines.total, 'line')}  Ctrl-C: report`,
    tone: 'title',
  };
  const pools = part('POOLS', worstFirst(report.pools).map((pool) => poolLine(pool, width)), 'none seen yet'); // prettier-ignore
  const suspects = part('SUSPECTS', report.suspects.map((suspect) => suspectLine(suspect, width)), 'none'); // prettier-ignore
  const last = part('LAST FINDINGS', events.toReversed().map((event) => eventLine(event, to)), 'none'); // prettier-ignore
  const room = fair([pools.length, suspects.length, last.length], height - 1);
  const parts = [pools, suspects, last].flatMap((lines, i) => cut(lines, room[i] ?? 0));
  return [head, ...parts].slice(0, Math.max(0, height)).map(({ text, ...rest }) => ({ ...rest, text: clip(text, width) }));
}

const worstFirst = (pools: readonly PoolReport[]): PoolReport[] =>
  [...pools].sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));

const part = (title: string, lines: readonly ViewLine[], none: string): ViewLine[] => [
  { text: '' },
  { text: title, tone: 'title' },
  ...(lines.length > 0 ? lines : [{ text: `  ${none}`, tone: 'faint' as const }]),
];

/** Lines for each part: what it wants, if there is room, else what the others leave. */
function fair(wanted: readonly number[], room: number): number[] {
  const given = wanted.map((want) => Math.min(want, LEAST));
  let left = room - given.reduce((sum, lines) => sum + lines, 0);
  wanted.forEach((want, i) => {
    const more = Math.max(0, Math.min(left, want - (given[i] ?? 0)));
    given[i] = (given[i] ?? 0) + more;
    left -= more;
  });
  return given;
}

function cut(lines: readonly ViewLine[], room: number): ViewLine[] {
  if (lines.length <= room) return [...lines];
  const kept = Math.max(0, room - 1);
  return [...lines.slice(0, kept), { text: `  and ${number(lines.length - kept)} more`, tone: 'faint' as const }].slice(0, room);
}

/** `  leak       orders-pool @ shop-7f9c     ███████░░░ 7/10  floor 5  waits 12  full in 40 min`. */
function poolLine(pool: PoolReport, width: number): ViewLine {
  const { inUse, max, acquireTimeouts, waits, exhaustion, openHolds } = pool;
  const now = inUse?.last ?? (openHolds.length > 0 ? openHolds.length : undefined);
  const fill = now === undefined ? '' : `${bar(now, max)} ${padStart(`${now}${max ? `/${max}` : ''}`, 7)}`;
  const floor = inUse?.floor.at(-1)?.value;
  const told = [
    floor === undefined ? '' : `floor ${floor}`,
    waits === undefined || waits.count === 0 ? '' : `waits ${number(waits.count)}`,
    acquireTimeouts === 0 ? '' : counted(acquireTimeouts, 'timeout'),
    exhaustion === undefined || !('eta' in exhaustion) ? '' : `full ${forecast(pool, exhaustion.eta)}`,
  ].filter((text) => text !== '');
  const numbers = `${padEnd(fill, fill === '' ? 0 : BAR + 8)}  ${told.join('  ')}`.trimEnd();
  const room = Math.max(12, Math.min(48, width - 14 - 45));
  return { text: `  ${padEnd(VERDICT_WORDS[pool.verdict], 10)} ${padEnd(clipStart(clean(poolTitle(pool)), room), room)}  ${numbers}`, tone: TONES[pool.verdict] };
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

/** `  leak       7 lost   98 %  com.acme.Exporter.write (Exporter.java:88)  3 of 12 pods`. */
function suspectLine(suspect: Suspect, width: number): ViewLine {
  const { verdict, leaked, open, confidence } = suspect;
  const many = leaked > 0 ? `${number(leaked)} lost` : `${number(open)} out`;
  const { count, of } = suspect.instances;
  // What the place is called matters more than where else it was seen.
  const where = width < WIDE && of > 1 ? `${count}/${of}` : spread(suspect);
  const end = where === undefined ? '' : `  ${where}`;
  const room = Math.max(20, width - 33 - end.length);
  const text = `  ${padEnd(VERDICT_WORDS[verdict], 10)} ${padEnd(many, 10)} ${padStart(`${Math.round(confidence * 100)} %`, 5)}  ${clip(clean(place(suspect)), room)}${end}`;
  return { text, tone: TONES[verdict] };
}

function eventLine({ at, kind, text }: Finding, to: string | undefined): ViewLine {
  const when = at === null ? '' : `${timeBeside(at, to ?? at)}  `;
  const tone = kind === 'confirmed' || kind === 'exhausted' ? 'bad' : kind === 'cleared' || kind === 'recovered' ? 'good' : 'warn';
  return { text: `  ${when}${padEnd(kind, 9)}  ${clean(text)}`, tone };
}
