import type { Finding } from '../model/finding.ts';
import type { Report, Suspect } from '../model/report.ts';
import { clean } from '../show/clean.ts';
import { clip, columns, padEnd, padStart, wrapAtMost } from '../show/text/fit.ts';
import { spread } from '../show/pool-titles.ts';
import { counted, frameText, number, outNow, place, shortName, time, timeBeside, VERDICT_WORDS } from '../show/words.ts';
import { TONES, type ViewLine } from './view/line.ts';
import { poolLines } from './view/pools.ts';

export interface ViewOptions {
  /** Columns and lines of the terminal. */
  readonly width: number;
  readonly height: number;
  /** The latest findings, oldest first. */
  readonly events: readonly Finding[];
}

/** Lines, or a share of the height, that each of the three parts has at least, its title included, however long the others are. */
const LEAST = 4;
const SHARE = 0.25;
/** Columns from which on there is room for words beside the name of a place. */
const WIDE = 120;

/** What stands on the terminal while a log is followed: pools, suspects as they firm up, the last findings. At most `height` lines of `width` columns. */
export function view(report: Report, { width, height, events }: ViewOptions): ViewLine[] {
  const to = report.input.timeRange?.to;
  const { total } = report.input.lines;
  const head: ViewLine = {
    text: `leak-stream  ${to === undefined ? (total === 0 ? 'waiting for lines' : 'no line of a pool yet') : `log at ${time(to)}`}  ${counted(total, 'line')}  Ctrl-C: report`,
    tone: 'title',
  };
  const { summary, lines } = poolLines(report, to, width);
  const pools = part(`POOLS${summary}`, lines, total === 0 ? 'none seen yet' : 'none seen yet; leak-stream recipe tells what to switch on');
  const suspects = part('SUSPECTS', report.suspects.map((suspect) => suspectLine(suspect, width)), 'none'); // prettier-ignore
  const last = part('LAST FINDINGS', events.toReversed().flatMap((event) => eventLines(event, width, to)), 'none'); // prettier-ignore
  const room = fair([pools.length, suspects.length, last.length], height - 1);
  const parts = [pools, suspects, last].flatMap((lines, i) => cut(lines, room[i] ?? 0));
  return [head, ...parts].slice(0, Math.max(0, height)).map(({ text, ...rest }) => ({ ...rest, text: clip(text, width) }));
}

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

/** `  leak       7 lost   98 %  com.acme.Exporter.write (Exporter.java:88)  3 of 12 pods`. */
function suspectLine(suspect: Suspect, width: number): ViewLine {
  const { verdict, leaked, returnedLate, confidence } = suspect;
  const open = outNow(suspect);
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

/** What a place is called; without the package of its class where there is no room for it. */
function placeIn(suspect: Suspect, room: number): string {
  const whole = clean(place(suspect));
  return suspect.callSite === null || columns(whole) <= room ? whole : clean(frameText(suspect.callSite, shortName));
}

/** Lines that a finding may take, so that what happened is not cut off behind a long name. */
const FOLDS = 3;

function eventLines(event: Finding, width: number, to: string | undefined): ViewLine[] {
  const { at, kind } = event;
  const when = at === null ? '' : `${timeBeside(at, to ?? at)}  `;
  const callSite = 'callSite' in event ? event.callSite : null;
  const short = callSite === null || columns(event.text) + when.length + 13 <= width;
  const text = short ? event.text : event.text.replace(frameText(callSite), () => frameText(callSite, shortName));
  const tone = kind === 'confirmed' || kind === 'exhausted' ? 'bad' : kind === 'cleared' || kind === 'recovered' ? 'good' : 'warn';
  const head = `  ${when}${padEnd(kind, 9)}  `;
  const folded = wrapAtMost(clean(text), Math.max(20, width - head.length), FOLDS);
  return folded.map((line, i) => ({ text: `${i === 0 ? head : ' '.repeat(head.length)}${line}`, tone }));
}
