import type { Reason, Report, Suspect } from '../../model/report.ts';
import { cleaned } from '../clean.ts';
import { languageOf, numbered } from '../excerpt.ts';
import { nextOf } from '../next.ts';
import { nowText } from '../now.ts';
import { orderedPools } from '../pool-order.ts';
import { spread, titleIn } from '../pool-titles.ts';
import type { Reporter } from '../reporter.ts';
import { VERDICT_WORDS, counted, duration, frameText, number, outNow, place, qualifiedName, time } from '../words.ts';
import { refusedText } from '../refused.ts';
import { onlyAccepted, summaryOf } from '../summary.ts';
import { seen } from '../text/trace.ts';
import { code, fenced, prose } from './escape.ts';

/** Suspects and pools that a ticket has room for; the JSON report has all. */
const MOST = 10;
const FRAMES = 12;

/** Markdown for tickets and pull requests. Nothing of a log is markup in it. */
export const markdown: Reporter = function* (report) {
  const safe = cleaned(report);
  yield `## Connection pool: ${onlyAccepted(safe) ? 'known leak, accepted' : VERDICT_WORDS[safe.verdict]}\n\n${prose(summaryOf(safe))}\n\n`;
  const refused = refusedText(safe);
  if (refused !== undefined) yield `**Refused.** ${prose(refused)}\n\n`;
  if (safe.suspects.length === 0) yield `${unnamed(safe).join('\n\n')}\n\n`;
  for (const suspect of safe.suspects.slice(0, MOST)) yield `${suspected(suspect, safe).join('\n\n')}\n\n`;
  if (safe.suspects.length > MOST) yield `… ${counted(safe.suspects.length - MOST, 'more suspect')}\n\n`;
  if (safe.pools.length > 0) yield `${poolTable(safe).join('\n')}\n\n`;
  if (safe.victims.length > 0) yield `${victimList(safe).join('\n')}\n\n`;
  yield `${read(safe).join('\n')}\n`;
};

/** What to do and why where nobody is named: of the pool that is told first. */
function unnamed(report: Report): string[] {
  const pool = orderedPools(report)[0];
  return [
    `**Now.** ${prose(nextOf(report, pool))}`,
    ...(pool === undefined || pool.reasons.length === 0 ? [] : [`**Why.**\n\n${reasons(pool.reasons, pool.verdict)}`]),
    ...evidence(pool?.reasons.find((reason) => reason.for === pool.verdict && reason.evidence.length > 0)?.evidence ?? []),
  ];
}

function suspected(suspect: Suspect, report: Report): string[] {
  const { leaked, returnedLate, remedy } = suspect;
  const now = nowText(suspect, report);
  const where = spread(suspect, report);
  const facts = [
    `${leaked} leaked${suspect.reclaimed ? `, ${suspect.reclaimed} of them taken back by force` : ''}, ${outNow(suspect)} still out, ${returnedLate} returned late`,
    where && `in ${where}`,
    seen(suspect),
    `confidence ${suspect.confidence.toFixed(2)}, known by ${suspect.attribution.method}`,
  ].filter((fact) => fact !== undefined);
  const known = ([['Called by', suspect.calledBy && frameText(suspect.calledBy)], ['Route', suspect.route], ['Log line', suspect.template], ['Statement', suspect.statement]] as const)
    .flatMap(([label, text]) => (text === undefined ? [] : [`- ${label}: ${code(text)}`])); // prettier-ignore
  return [
    `### ${suspect.rank}. ${VERDICT_WORDS[suspect.verdict]}: ${code(place(suspect))}`,
    [...facts.map((fact) => `- ${fact}`), ...known, `- Fingerprint: ${code(suspect.fingerprint)}`].join('\n'),
    ...(now === undefined ? [] : [`**Now.** ${prose(now)}`]),
    ...(suspect.stack !== undefined && suspect.stack.length > 0 ? [fenced(suspect.stack.slice(0, FRAMES).map((frame) => `at ${frameText(frame)}`).join('\n') + more(suspect.stack.length))] : []),
    ...(suspect.source === undefined ? [] : [code(`${suspect.source.path}:${suspect.source.line}`), fenced(numbered(suspect.source).join('\n'), languageOf(suspect.source.path))]),
    ...(suspect.reasons.length === 0 ? [] : [`**Why.**\n\n${reasons(suspect.reasons, suspect.verdict)}`]),
    ...evidence(suspect.evidence),
    `**Remedy.** ${prose(remedy.text)}`,
    ...(remedy.fix === undefined ? [] : [fenced(remedy.fix)]),
    ...(remedy.containment === undefined ? [] : [`**Meanwhile.** ${prose(remedy.containment)}`]),
    ...(remedy.validate.length === 0 ? [] : [`**Prove it.**\n\n${fenced(remedy.validate.join('\n'))}`]),
  ];
} // prettier-ignore

/** Lines of the log that prove it, a few. */
const evidence = (lines: Suspect['evidence']): string[] =>
  lines.length === 0 ? [] : [`**Evidence.**\n\n${lines.slice(0, 3).map(({ source, line, text }) => `- ${code(`${source}:${line}`)} ${code(text)}`).join('\n')}`]; // prettier-ignore

const more = (frames: number): string => (frames > FRAMES ? `\n… ${frames - FRAMES} more` : '');

const reasons = (all: readonly Reason[], verdict: string): string =>
  all.map((reason) => `- ${reason.for === verdict ? 'for' : 'against'}: ${prose(reason.text)}`).join('\n');

function poolTable(report: Report): string[] {
  const pools = orderedPools(report);
  const rows = pools.slice(0, MOST).map((pool) => {
    const { inUse, max, holdTime, acquireTimeouts, threshold } = pool;
    const cells = [
      code(titleIn(report, pool), true),
      VERDICT_WORDS[pool.verdict],
      inUse === undefined ? '' : `${inUse.last} / ${inUse.peak} / ${max === undefined ? '?' : max === 0 ? 'unlimited' : max}`,
      number(acquireTimeouts),
      holdTime === undefined ? '' : `${duration(holdTime.p50Ms)} / ${duration(holdTime.p99Ms)} / ${duration(holdTime.p999Ms)}`,
      typeof threshold?.recommendedMs === 'number' ? `${threshold.atLeast ? 'at least ' : ''}${duration(threshold.recommendedMs)}` : '',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| Pool | Verdict | In use last / peak / max | Timeouts | Hold p50 / p99 / p999 | Threshold |',
    '|---|---|---|---|---|---|',
    ...rows,
    ...(pools.length > MOST ? ['', `… ${counted(pools.length - MOST, 'more pool')}`] : []),
  ];
}

const victimList = ({ victims }: Report): string[] => [
  '**Victims.** They waited, they did not leak:',
  '',
  ...victims.slice(0, MOST).map(({ callSite, route, timeouts, waits }) => {
    const name = callSite === undefined ? (route ?? 'unknown') : qualifiedName(callSite);
    return `- ${code(name)}: ${number(timeouts)} timed out${waits > 0 ? `, ${number(waits)} waited` : ''}`;
  }),
];

function read({ input: { lines, sources, timeRange, notices }, tool }: Report): string[] {
  const span = timeRange === null ? '' : `, ${time(timeRange.from)} to ${time(timeRange.to)}`;
  return [
    `Read ${counted(lines.total, 'line')} of ${counted(sources.length, 'source')}${span}: ${number(lines.recognised)} recognised, ${number(lines.ignored)} ignored, ${number(lines.clipped)} clipped. leak-stream ${tool.version}.`,
    ...(notices.length === 0 ? [] : ['', ...notices.slice(0, MOST).map(({ text }) => `- Notice: ${prose(text)}`)]),
  ];
}
