import type { PoolReport, Report, Suspect } from '../../model/report.ts';
import { exhaustionText } from '../exhaustion.ts';
import { nextOf } from '../next.ts';
import { nowText } from '../now.ts';
import { leadPool, timeoutsBeside } from '../pool-order.ts';
import { nextOfNothing, readText, sentences, shareOf } from '../text/headline.ts';
import { seen, tally } from '../text/trace.ts';
import { counted, frameText, place, span } from '../words.ts';
import { spread, titleIn } from '../pool-titles.ts';
import { holdsText, inUseText } from '../in-use.ts';
import { refusedText } from '../refused.ts';
import { onlyAccepted, summaryOf, titleOf } from '../summary.ts';
import { NAME, SENTENCE } from './budget.ts';
import { holds } from './holds.ts';
import { cut, markup, NOTHING, type Content, type Markup } from './markup.ts';
import { facts } from './parts.ts';
import { timeline } from './timeline.ts';
import type { Track } from './tracks.ts';

/** Characters of the remedy on the first screen; the suspect has all of it. */
const FIX = 400;

/** The answer: leak or not, where, since when, how bad, what now. */
export function headline(report: Report, tracks: readonly Track[]): Markup {
  const { verdict } = report;
  const suspect = report.suspects.find((one) => one.verdict === verdict);
  const lead = leadPool(report);
  const track = tracks.find(({ lives }) => lives.some(({ id }) => id === lead?.id));
  const rows = suspect === undefined ? ofPool(report, lead) : ofSuspect(suspect, report, lead);
  return markup`<header class="verdict ${onlyAccepted(report) ? 'long-hold' : verdict}">
      <p class="badge">${titleOf(report)}</p>
      <h1>${cut(summaryOf(report), SENTENCE)}</h1>
      ${facts([...rows, ['Refused', cut(refusedText(report) ?? '', SENTENCE)]])}
    </header>
    ${
      track === undefined
        ? NOTHING
        : markup`<section class="hero" aria-label="In use over time">
            <h2>${cut(track.title, NAME)}</h2>
            ${timeline(track)} ${holds(track.worst)}
          </section>`
    }`;
}

function ofSuspect(suspect: Suspect, report: Report, pool: PoolReport | undefined): (readonly [string, Content])[] {
  const { remedy, verdict } = suspect;
  const now = nowText(suspect, report);
  const fix = cut(sentences(remedy.text, FIX), SENTENCE);
  return [
    [verdict === 'inconclusive' ? 'Candidate' : 'Where', markup`<a href="#s${suspect.rank}"><code>${cut(place(suspect), NAME)}</code></a>`],
    ['Called by', suspect.calledBy && markup`<code>${cut(frameText(suspect.calledBy), NAME)}</code>`],
    ['When', seen(suspect)],
    [verdict === 'leak' ? 'How bad' : 'How much', [tally(suspect), ...shareOf(report, suspect)].join('; ')],
    ['In', spread(suspect, report)],
    ['Pool', pool && consequences(pool, timeoutsBeside(suspect, report))],
    [
      'What now',
      verdict === 'inconclusive'
        ? cut(nextOf(report, pool), SENTENCE)
        : now === undefined
          ? fix
          : markup`<strong>${cut(now, SENTENCE)}</strong>`,
    ],
    ['The fix', now === undefined || verdict === 'inconclusive' ? undefined : fix],
  ];
}

function consequences(pool: PoolReport, timeouts = pool.acquireTimeouts): string | undefined {
  const parts = [exhaustionText(pool), timeouts > 0 ? counted(timeouts, 'acquire timeout') : undefined];
  const text = parts.filter((part) => part !== undefined).join('; ');
  return text === '' ? undefined : text;
}

function ofPool(report: Report, pool: PoolReport | undefined): (readonly [string, Content])[] {
  const { verdict, input } = report;
  if (pool === undefined)
    return [
      ['Read', readText(report)],
      ['What now', cut(nextOfNothing(report), SENTENCE)],
    ];
  const others = report.pools.filter((other) => other.verdict === verdict).length - 1;
  const why = pool.reasons.find((reason) => reason.for === pool.verdict);
  const { holdTime } = pool;
  return [
    ['Where', `${cut(titleIn(report, pool), NAME)}${others > 0 ? ` and ${others} more` : ''}`],
    ['Seen', input.timeRange === null ? undefined : span(input.timeRange.from, input.timeRange.to)],
    ['How much', inUseText(pool, report)],
    ['Holds', holdTime && holdsText(holdTime)],
    ['Pool', consequences(pool)],
    ['Because', why && cut(why.text, SENTENCE)],
    ['What now', cut(nextOf(report, pool), SENTENCE)],
  ];
}
