import type { InputSummary, Report, SourceSummary } from '../../model/report.ts';
import { counted, number, span } from '../words.ts';
import { clip, clipMiddle } from './fit.ts';
import { fitFrame } from './trace.ts';
import { block, heading, labelled, textWidth, type Page } from './page.ts';

const SOURCES = 4;
const NOTICES = 6;

/** All pools that had no connection for a caller let nobody wait. */
const refusesAtOnce = ({ pools }: Report): boolean =>
  pools.every(({ acquireTimeouts, reasons }) => acquireTimeouts === 0 || reasons.some(({ code }) => code === 'refused-at-once'));

/** Who only waited: named so that nobody takes them for suspects. */
export function victims(page: Page, report: Report): string[] {
  if (report.victims.length === 0) return [];
  const [got, what] = refusesAtOnce(report) ? ['refused', 'they got no connection'] : ['timed out', 'they waited'];
  const rows = report.victims.slice(0, 6).map(({ callSite, route, waits, timeouts }) => {
    const left = `  ${`${number(timeouts)} ${got}${waits > 0 ? `, ${number(waits)} waited` : ''}`.padEnd(22)}  `;
    const room = page.width - left.length;
    return left + (callSite === undefined ? clip(route ?? 'unknown', room) : fitFrame(callSite, room));
  });
  if (report.victims.length > 6) rows.push(page.ink.dim(`  … ${report.victims.length - 6} more`));
  return [heading(page, `Victims: ${what}, they did not leak`), ...rows, ''];
}

/** Accepted leaks that were found again. */
export function accepted(page: Page, report: Report): string[] {
  const all = report.ignored ?? [];
  if (all.length === 0) return [];
  const rows = all.map(({ fingerprint, reason, leaked, expires }) =>
    clip(`  ${fingerprint}  ${leaked} leaked  ${reason}${expires === undefined ? '' : ` (until ${expires})`}`, page.width),
  );
  return [heading(page, 'Known and accepted'), ...rows, ''];
}

/** What was read and what was not: no verdict without it. */
export function input(page: Page, report: Report): string[] {
  const { sources, lines, timeRange, notices, parsers, unread } = report.input;
  const parts = [
    counted(lines.total, 'line'),
    `${number(lines.recognised)} recognised`,
    lines.context > 0 ? `${number(lines.context)} kept as context` : undefined,
    `${number(lines.ignored)} ignored`,
    lines.clipped > 0 ? `${number(lines.clipped)} clipped` : undefined,
  ].filter((part) => part !== undefined);
  const read = Object.entries(parsers).filter(([, { events }]) => events > 0).map(([id, { events }]) => `${id} ${number(events)}`); // prettier-ignore
  return [
    heading(page, 'What was read'),
    ...labelled(page, 'lines', parts.join(', ')),
    ...(timeRange === null ? [] : labelled(page, 'time', span(timeRange.from, timeRange.to))),
    ...(read.length === 0 ? [] : labelled(page, 'events', read.join(', '))),
    ...block(page, 'sources', sourceRows(page, sources)),
    ...unreadRows(page, unread),
    ...noticeRows(page, notices),
  ];
}

/** What speaks of a pool and no rule read: the most frequent message alone, so that a pool that is not known is not taken for silence. */
function unreadRows(page: Page, [first, ...others]: NonNullable<InputSummary['unread']> = []): string[] {
  if (first === undefined) return [];
  const more = others.length > 0 ? ` and ${counted(others.length, 'other message')}` : '';
  const { template, records } = first;
  return labelled(page, 'unread', `speaks of a pool, and no parser reads it (leak-stream parsers explain): ${number(records)} × “${clip(template, 120)}”${more}`, 3); // prettier-ignore
}

function sourceRows(page: Page, sources: InputSummary['sources']): string[] {
  const rows = sources.slice(0, SOURCES).map((source) => {
    const read = ` (${sourceParts(source, sources.length > 1).join('; ')})`;
    // How much was read matters more than the middle of a path.
    return clip(clipMiddle(source.name, Math.max(12, textWidth(page) - read.length)) + read, textWidth(page));
  });
  return sources.length > SOURCES ? [...rows, page.ink.dim(`… ${sources.length - SOURCES} more`)] : rows;
} // prettier-ignore

/** @param among others: one alone has the counts of all lines, which are said already */
function sourceParts({ lines, recognised, clipped = 0, envelopes, compression }: SourceSummary, among: boolean): string[] {
  const read = among && recognised !== undefined ? `, ${number(recognised)} recognised` : '';
  const cut = among && clipped > 0 ? `, ${number(clipped)} clipped` : '';
  const wrapping = [...envelopes, ...(compression === undefined ? [] : [compression])].join(', ');
  return [`${counted(lines, 'line')}${read}${cut}`, ...(wrapping === '' ? [] : [wrapping])];
}

function noticeRows(page: Page, notices: InputSummary['notices']): string[] {
  const rows = notices.slice(0, NOTICES).flatMap(({ text }) => labelled(page, 'notice', text, 5));
  return notices.length > NOTICES ? [...rows, ...labelled(page, '', `… ${notices.length - NOTICES} more in the JSON report`)] : rows;
}
