import type { PoolReport, Reason } from '../../model/report.ts';
import { exhaustionText } from '../exhaustion.ts';
import { duration, number, waitedOnAverage } from '../words.ts';
import { clipMiddle } from './fit.ts';
import type { PoolRow } from './pools.ts';
import { block, bullet, labelled, textWidth, verdictInk, type Page } from './page.ts';
import { sparkline } from './sparkline.ts';

/** `10:04 ▁▁▂▃▅▇█ 10 of 10`: in-use over time, undefined where too little is known. */
export function inUseLine(page: Page, pool: PoolReport): string | undefined {
  const { inUse, max } = pool;
  if (inUse === undefined) return undefined;
  const end = `  ${inUse.last}${max ? ` of ${max}` : ''}, peak ${inUse.peak}`;
  const line = sparkline(pool, Math.min(72, textWidth(page) - end.length));
  return line === undefined ? undefined : `${verdictInk(page, pool.verdict)(line)}${page.ink.dim(end)}`;
}

/** Reasons for the verdict first, marked +, then those against it, marked −. */
export function reasonLines(page: Page, reasons: readonly Reason[], verdict: string, most: number): string[] {
  const pro = reasons.filter((reason) => reason.for === verdict);
  const con = reasons.filter((reason) => reason.for !== verdict);
  const lines = [...pro.map((reason) => ({ reason, mark: '+' })), ...con.map((reason) => ({ reason, mark: '−' }))].slice(0, most);
  const rest = reasons.length - lines.length;
  return [
    ...lines.flatMap(({ reason, mark }) => bullet(page, mark, reason.text, mark === '+' ? page.ink.bold : page.ink.dim)),
    ...(rest > 0 ? [page.ink.dim(`    … ${rest} more in the JSON report`)] : []),
  ];
}

/** What a row of the table has no room for: why the verdict, when it ran out, what threshold to set. `drawn`: with its line of in-use. */
export function poolNotes(page: Page, { title, pool, members }: PoolRow, drawn: boolean): string[] {
  const sure = ` · confidence ${pool.confidence.toFixed(2)}`;
  const lines: string[] = [`  ${page.ink.bold(clipMiddle(title, page.width - 2 - sure.length))}${page.ink.dim(sure)}`];
  const use = drawn ? inUseLine(page, pool) : undefined;
  if (use !== undefined) lines.push(...block(page, 'in use', [use]));
  const ran = exhaustionText(pool);
  if (ran !== undefined) lines.push(...labelled(page, pool.exhaustion && 'at' in pool.exhaustion ? 'exhausted' : 'forecast', ran));
  if (pool.waits !== undefined && pool.waits.count > 0) {
    lines.push(
      ...labelled(page, 'waits', [number(pool.waits.count), waitedOnAverage(pool.waits)].filter((text) => text !== undefined).join(', ')),
    );
  }
  const open = members.reduce((n, member) => n + member.openHolds.length, 0);
  if (open > 0) lines.push(...labelled(page, 'still out', `${number(open)} checked out and not back at the end of the log, judged or not`));
  if (pool.threshold !== undefined) lines.push(...labelled(page, 'threshold', thresholdText(pool.threshold)));
  return [...lines, ...reasonLines(page, pool.reasons, pool.verdict, 6)];
}

function thresholdText({ recommendedMs, current, advice, basis, atLeast }: NonNullable<PoolReport['threshold']>): string {
  const now = current === undefined ? '' : ` (now ${current === 0 ? 'off' : duration(current)})`;
  return `${recommendedMs === null ? '' : `${atLeast ? 'at least ' : ''}${duration(recommendedMs)}${now}: `}${advice}${basis === '' ? '' : ` [${basis}]`}`;
}
