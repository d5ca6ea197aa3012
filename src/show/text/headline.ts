import type { PoolReport, Report, Suspect } from '../../model/report.ts';
import { counted, number, place, span, waitedOnAverage } from '../words.ts';
import { exhaustionText } from '../exhaustion.ts';
import { nextOf } from '../next.ts';
import { nowText } from '../now.ts';
import { leadPool, timeoutsBeside } from '../pool-order.ts';
import { spread, titleIn } from '../pool-titles.ts';
import { holdsText, inUseText } from '../in-use.ts';
import { refusedText } from '../refused.ts';
import { onlyAccepted, summaryOf, titleOf } from '../summary.ts';
import { clipMiddle, wrapAtMost } from './fit.ts';
import { block, labelled, textWidth, verdictInk, type Page } from './page.ts';
import { inUseLine } from './pool-notes.ts';
import { fitFrame, seen, tally } from './trace.ts';

/** The verdict and the sentence that goes with it. */
export function verdictLines(page: Page, report: Report): string[] {
  const ink = onlyAccepted(report) ? page.ink.yellow : verdictInk(page, report.verdict);
  const badge = page.ink.bold(page.ink.inverse(ink(` ${shout(titleOf(report))} `)));
  return [badge, ...wrapAtMost(summaryOf(report), page.width - 1, 4).map((line) => ` ${line}`)];
}

/** The first screen: is it a leak, where, since when, how bad, what now. */
export function headline(page: Page, report: Report): string[] {
  const lines = [...verdictLines(page, report), ''];
  const [suspect] = report.suspects;
  const pool = leadPool(report);
  if (suspect !== undefined && suspect.verdict === report.verdict) {
    lines.push(...(suspect.verdict === 'inconclusive' ? undecided(page, report, suspect, pool) : suspected(page, report, suspect, pool)));
  } else if (pool !== undefined) lines.push(...judged(page, report, pool));
  else lines.push(...nothing(page, report));
  const refused = refusedText(report);
  if (refused !== undefined) lines.push(...labelled(page, 'refused', refused, 8));
  const use = pool && inUseLine(page, pool);
  if (use) {
    // One of many lines of in-use says little without the name of its pool.
    const several = (suspect === undefined || suspect.verdict !== report.verdict ? report.pools : suspect.pools).length > 1;
    if (several) lines.push(...labelled(page, 'of', clipMiddle(titleIn(report, pool), textWidth(page)), 1));
    lines.push(...block(page, 'in use', [use]));
  }
  return lines;
}

/** The verdict in capitals, what follows it as it is: `SATURATION, no leak`. */
const shout = (title: string): string => title.replace(/^[^,]+/, (verdict) => verdict.toUpperCase());

/** A candidate, why it stays one, and what would settle it. No remedy: nothing is proven. */
function undecided(page: Page, report: Report, suspect: Suspect, pool: PoolReport | undefined): string[] {
  const why = [...suspect.reasons, ...(pool?.reasons ?? [])].filter((reason) => reason.for === 'inconclusive').map(({ text }) => text);
  return [
    ...labelled(
      page,
      'candidate',
      suspect.callSite === null ? place(suspect) : fitFrame(suspect.callSite, textWidth(page)),
      2,
      page.ink.bold,
    ),
    ...labelled(page, 'seen', seen(suspect)),
    ...labelled(page, 'how much', [tally(suspect), ...ranDry(suspect, report, pool)].join('; '), 4),
    ...[...new Set(why)].slice(0, 2).flatMap((text, index) => labelled(page, index === 0 ? 'because' : '', text, 4)),
    ...labelled(page, 'what now', nextOf(report, pool), 5),
  ];
}

function suspected(page: Page, report: Report, suspect: Suspect, pool: PoolReport | undefined): string[] {
  const where = suspect.callSite === null ? place(suspect) : fitFrame(suspect.callSite, textWidth(page));
  const now = nowText(suspect, report);
  // Where it says what to restart, it names the places.
  const places = spread(suspect, now === undefined ? report : undefined);
  const bad = [tally(suspect), ...shareOf(report, suspect)];
  if (places !== undefined) bad.push(`in ${places}`);
  bad.push(...ranDry(suspect, report, pool));
  return [
    ...labelled(page, 'where', where, 2, page.ink.bold),
    ...(suspect.calledBy === undefined ? [] : labelled(page, 'called by', fitFrame(suspect.calledBy, textWidth(page)))),
    ...labelled(page, 'when', seen(suspect)),
    ...labelled(page, 'how bad', bad.join('; '), 4),
    ...(now === undefined ? [] : labelled(page, 'what now', now, 5)),
    ...labelled(page, now === undefined ? 'what now' : 'the fix', sentences(suspect.remedy.text, 5 * textWidth(page)), 5),
  ];
}

/** Callers of its pools that gave up, and since when the pool is dry. */
function ranDry(suspect: Suspect, report: Report, pool: PoolReport | undefined): string[] {
  const timeouts = timeoutsBeside(suspect, report);
  const ran = pool && exhaustionText(pool);
  return [
    ...(timeouts > 0 ? [counted(timeouts, 'acquire timeout')] : []),
    ...(ran ? [ran.startsWith('ran') ? `the pool ${ran}` : ran] : []),
  ];
}

/** `5 of the 7 lost`: where other suspects lost connections of the same pools. */
export function shareOf(report: Report, suspect: Suspect): string[] {
  const beside = report.suspects.filter((other) => other.verdict === 'leak' && other.pools.some((id) => suspect.pools.includes(id)));
  if (suspect.verdict !== 'leak' || beside.length < 2) return [];
  return [`${number(suspect.leaked)} of the ${number(beside.reduce((sum, { leaked }) => sum + leaked, 0))} lost`];
}

/** The whole sentences at the beginning that take at most so many columns; the first one whatever it takes. */
export function sentences(text: string, most: number): string {
  const [first = '', ...rest] = text.replaceAll('\n', ' ').split(/(?<=[.;]) +(?=\p{Lu})/u);
  let taken = first;
  for (const sentence of rest) {
    // A line may break a word early, so a tenth is kept free.
    if (taken.length + sentence.length + 1 > most * 0.9) break;
    taken += ` ${sentence}`;
  }
  return taken;
}

/** Where no suspect leads: the pool, its first reason, and what follows from the verdict. */
function judged(page: Page, report: Report, pool: PoolReport): string[] {
  const others = report.pools.filter((other) => other.verdict === report.verdict).length - 1;
  const [reason] = pool.reasons.filter(({ for: side }) => side === pool.verdict);
  const bad = [
    inUseText(pool, report),
    pool.acquireTimeouts > 0 ? counted(pool.acquireTimeouts, 'acquire timeout') : undefined,
    pool.waits && pool.waits.count > 0
      ? [counted(pool.waits.count, 'wait'), waitedOnAverage(pool.waits)].filter((text) => text !== undefined).join(' of ')
      : undefined,
    pool.holdTime && holdsText(pool.holdTime),
    exhaustionText(pool),
  ].filter((text) => text !== undefined);
  return [
    ...labelled(page, 'where', `pool ${titleIn(report, pool)}${others > 0 ? ` and ${others} more` : ''}`, 2, page.ink.bold),
    ...(report.input.timeRange === null ? [] : labelled(page, 'seen', span(report.input.timeRange.from, report.input.timeRange.to))),
    ...(bad.length === 0 ? [] : labelled(page, 'how much', bad.join('; '), 3)),
    ...(reason === undefined ? [] : labelled(page, 'because', reason.text, 3)),
    ...labelled(page, 'what now', nextOf(report, pool), 5),
  ];
}

/** What to do where nothing of a pool was found. */
export function nextOfNothing({ input: { lines, sources, notices, timeRange } }: Report): string {
  if (notices.some(({ code }) => code === 'deadlines-unexplained'))
    return 'Requests run out of time, and it may be for want of a connection: log samples of the pool, or take a goroutine dump while it lasts. leak-stream recipe tells how.';
  if (sources.length === 0 && notices.length > 0) return 'Name what can be read; the notices below say why nothing was.';
  if (sources.length > 0 && lines.total === 0)
    return notices.length > 0
      ? 'No line could be read; the notices below say why.'
      : 'The input is empty: is it the right file or pod, and did what writes it fail?';
  if (timeRange === null && notices.some(({ code }) => code === 'since-left-out'))
    return 'No line is of the time that --since and --until leave: give another one, or leave them out.';
  return 'leak-stream parsers list shows what is looked for, leak-stream recipe what to switch on.';
}

function nothing(page: Page, report: Report): string[] {
  return [...labelled(page, 'read', readText(report)), ...labelled(page, 'what now', nextOfNothing(report))];
}

/** Lines that are read and yet say nothing of a pool: callers that gave up, without a word of what they waited for. */
export function readText({ input: { lines, sources } }: Report): string {
  const none =
    lines.recognised === 0
      ? "none of them a pool's"
      : `${number(lines.recognised)} of them recognised, none of which tells how a pool fares`;
  return `${counted(lines.total, 'line')} of ${counted(sources.length, 'source')}, ${none}`;
}
