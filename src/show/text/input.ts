import type { InputSummary, Report } from '../../model/report.ts';
import { counted, number, span } from '../words.ts';
import { clip } from './fit.ts';
import { fitFrame } from './trace.ts';
import { block, heading, labelled, textWidth, type Page } from './page.ts';

const SOURCES = 4;
const NOTICES = 6;

/** Who only waited: named so that nobody takes them for suspects. */
export function victims(page: Page, report: Report): string[] {
  if (report.victims.length === 0) return [];
  const rows = report.victims.slice(0, 6).map(({ callSite, route, waits, timeouts }) => {
    const left = `  ${`${number(timeouts)} timed out${waits > 0 ? `, ${number(waits)} waited` : ''}`.padEnd(22)}  `;
    const room = page.width - left.length;
    return left + (callSite === undefined ? clip(route ?? 'unknown', room) : fitFrame(callSite, room));
  });
  if (report.victims.length > 6) rows.push(page.ink.dim(`  … ${report.victims.length - 6} more`));
  return [heading(page, 'Victims: they waited, they did not leak'), ...rows, ''];
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
  const { sources, lines, timeRange, notices, parsers } = report.input;
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
    ...noticeRows(page, notices),
  ];
}

function sourceRows(page: Page, sources: InputSummary['sources']): string[] {
  const rows = sources.slice(0, SOURCES).map(({ name, lines, envelopes, compression }) => {
    const wrapping = [...envelopes, compression].filter((part) => part !== undefined).join(', ');
    return clip(`${name} (${counted(lines, 'line')}${wrapping === '' ? '' : `; ${wrapping}`})`, textWidth(page));
  });
  return sources.length > SOURCES ? [...rows, page.ink.dim(`… ${sources.length - SOURCES} more`)] : rows;
}

function noticeRows(page: Page, notices: InputSummary['notices']): string[] {
  const rows = notices.slice(0, NOTICES).flatMap(({ text }) => labelled(page, 'notice', text, 3));
  return notices.length > NOTICES ? [...rows, ...labelled(page, '', `… ${notices.length - NOTICES} more in the JSON report`)] : rows;
}
