import type { Finding } from '../model/finding.ts';
import type { PoolReport, Report, Suspect } from '../model/report.ts';
import { VERDICTS } from '../model/verdict.ts';
import { clean } from '../show/clean.ts';
import { clip, clipMiddle, columns, padEnd, padStart } from '../show/text/fit.ts';
import {
  counted,
  duration,
  frameText,
  number,
  place,
  poolTitle,
  shortName,
  spread,
  time,
  timeBeside,
  VERDICT_WORDS,
} from '../show/words.ts';

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
/** Lines, or a share of the height, that each of the three parts has at least, its title included, however long the others are. */
const LEAST = 4;
const SHARE = 0.25;
const BAR = 10;
/** Columns from which on there is room for words beside the name of a place. */
const WIDE = 120;
/** Columns up to which numbers have to do without a bar. */
const NARROW = 60;

/** What stands on the terminal while a log is followed: pools, suspects as they firm up, the last findings. At most `height` lines of `width` columns. */
export function view(report: Report, { width, height, events }: ViewOptions): ViewLine[] {
  const to = report.input.timeRange?.to;
  const head: ViewLine = {
    text: `leak-stream  ${to === undefined ? 'waiting for lines with a time' : `log at ${time(to)}`}  ${counted(report.input.lines.total, 'line')}  Ctrl-C: report`,
    tone: 'title',
  };
  const pools = part('POOLS', worstFirst(report.pools).map((pool) => poolLine(pool, width)), 'none seen yet'); // prettier-ignore
  const suspects = part('SUSPECTS', report.suspects.map((suspect) => suspectLine(suspect, width)), 'none'); // prettier-ignore
  const last = part('LAST FINDINGS', events.toReversed().map((event) => eventLine(event, width, to)), 'none'); // prettier-ignore
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
  const given = wanted.map((want) => Math.min(want, Math.max(LEAST, Math.floor(room * SHARE))));
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
  const drawn = width > NARROW ? BAR + 1 : 0;
  const fill = now === undefined ? '' : `${drawn > 0 ? `${bar(now, max)} ` : ''}${padStart(`${now}${max ? `/${max}` : ''}`, 7)}`;
  const floor = inUse?.floor.at(-1)?.value;
  const told = [
    floor === undefined ? '' : `floor ${floor}`,
    waits === undefined || waits.count === 0 ? '' : `waits ${number(waits.count)}`,
    acquireTimeouts === 0 ? '' : counted(acquireTimeouts, 'timeout'),
    exhaustion === undefined || !('eta' in exhaustion) ? '' : `full ${forecast(pool, exhaustion.eta)}`,
  ].filter((text) => text !== '');
  const numbers = `${padEnd(fill, fill === '' ? 0 : drawn + 7)}  ${told.join('  ')}`.trimEnd();
  const room = Math.max(12, Math.min(Math.max(48, Math.floor(width * 0.35)), width - 14 - 34 - drawn));
  return { text: `  ${padEnd(VERDICT_WORDS[pool.verdict], 10)} ${padEnd(titleIn(pool, room), room)}  ${numbers}`, tone: TONES[pool.verdict] };
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
  const { verdict, leaked, open, returnedLate, confidence } = suspect;
  const many =
    leaked > 0 ? `${number(leaked)} lost` : open > 0 || returnedLate === 0 ? `${number(open)} out` : `${number(returnedLate)} late`;
  const { count, of } = suspect.instances;
  // What the place is called matters more than where else it was seen.
  const where = width < WIDE && of > 1 ? `${count}/${of}` : spread(suspect);
  const end = where === undefined ? '' : `  ${where}`;
  const room = Math.max(20, width - 33 - end.length);
  const text = `  ${padEnd(VERDICT_WORDS[verdict], 10)} ${padEnd(many, 10)} ${padStart(`${Math.round(confidence * 100)} %`, 5)}  ${clip(placeIn(suspect, room), room)}${end}`;
  return { text, tone: TONES[verdict] };
}

/** What a pool is called; without the number of its process where there is no room for it, for the pod tells more. */
function titleIn(pool: PoolReport, room: number): string {
  const whole = clean(poolTitle(pool));
  return columns(whole) <= room ? whole : clipMiddle(whole.replace(/ \[\d+\]/, ''), room);
}

/** What a place is called; without the package of its class where there is no room for it. */
function placeIn(suspect: Suspect, room: number): string {
  const whole = clean(place(suspect));
  return suspect.callSite === null || columns(whole) <= room ? whole : clean(frameText(suspect.callSite, shortName));
}

function eventLine(event: Finding, width: number, to: string | undefined): ViewLine {
  const { at, kind } = event;
  const when = at === null ? '' : `${timeBeside(at, to ?? at)}  `;
  const callSite = 'callSite' in event ? event.callSite : null;
  const short = callSite === null || columns(event.text) + when.length + 13 <= width;
  const text = short ? event.text : event.text.replace(frameText(callSite), () => frameText(callSite, shortName));
  const tone = kind === 'confirmed' || kind === 'exhausted' ? 'bad' : kind === 'cleared' || kind === 'recovered' ? 'good' : 'warn';
  return { text: `  ${when}${padEnd(kind, 9)}  ${clean(text)}`, tone };
}
