import type { Gate, GateCheck } from '../../model/gate.ts';
import { cleaned } from '../clean.ts';
import type { ShowOptions } from '../reporter.ts';
import { byPlace, proof } from '../text/evidence.ts';
import { clip, clipStart, wrapAtMost } from '../text/fit.ts';
import { bullet, heading, pageOf, type Page } from '../text/page.ts';
import { number } from '../words.ts';

export const CHECKS: Readonly<Record<GateCheck['check'], string>> = {
  verdict: 'nothing leaks, nothing is saturated',
  baseline: 'in-use falls back to its baseline',
  unreturned: 'no connection stays out',
  'server-sessions': 'no session is idle in transaction',
  exercised: 'the path that leaked ran again',
};

/** The gate for a terminal or a CI log: check by check, what fails first. */
export function* text(gate: Gate, options: ShowOptions): Iterable<string> {
  const page = pageOf(options);
  const { ink } = page;
  const { holds, summary, checks, input } = cleaned(gate);
  const badge = holds ? ink.green(' GATE HOLDS ') : ink.red(' GATE DOES NOT HOLD ');
  yield `${ink.bold(ink.inverse(badge))}\n`;
  for (const line of bullet(page, ' ', summary)) yield `${line.slice(3)}\n`;
  for (const check of Object.keys(CHECKS) as GateCheck['check'][]) {
    const mine = checks.filter((one) => one.check === check).sort((a, b) => ORDER[a.status] - ORDER[b.status]);
    if (mine.length === 0) continue;
    yield `\n${heading(page, CHECKS[check])}\n`;
    for (const one of mine) for (const line of told(page, one)) yield `${line}\n`;
  }
  yield `\n${ink.dim(`${number(input.lines.total)} lines read, ${number(input.lines.recognised)} recognised.`)}\n`;
}

const ORDER = { fail: 0, unknown: 1, pass: 2 } as const;

function told(page: Page, { status, subject, text: why, evidence }: GateCheck): string[] {
  const { ink } = page;
  const word = { pass: ink.green('PASS   '), fail: ink.red('FAIL   '), unknown: ink.yellow('UNKNOWN') }[status];
  const lines = status === 'pass' ? [] : byPlace(evidence).slice(0, 2);
  return [
    `  ${word}  ${clip(subject, page.width - 11)}`,
    ...bullet(page, ' ', why),
    ...lines.flatMap(({ source, line, text: said }) => [
      ink.dim(`      ${clipStart(`${source}:${line}`, page.width - 6)}`),
      ...wrapAtMost(proof(said, 2 * (page.width - 8)), page.width - 8, 2).map((piece) => ink.dim(`        ${piece}`)),
    ]),
  ];
}
