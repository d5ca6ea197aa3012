import picocolors from 'picocolors';
import type { Verdict } from '../../model/report.ts';
import type { ShowOptions } from '../reporter.ts';
import { columns, wrap, wrapAtMost } from './fit.ts';

export type Ink = (text: string) => string;
type Colors = ReturnType<typeof picocolors.createColors>;

/** A sheet to write on: its width and its inks. */
export interface Page {
  /** Columns, 60 to 200 whatever the terminal says. */
  readonly width: number;
  readonly ink: Colors;
}

export const pageOf = ({ color, width }: ShowOptions): Page => ({
  width: Math.min(200, Math.max(60, Number.isFinite(width) ? Math.floor(width) : 80)),
  ink: picocolors.createColors(color),
});

/** The ink of a verdict. */
export function verdictInk(page: Page, verdict: Verdict): Ink {
  const { red, yellow, green, cyan } = page.ink;
  return { leak: red, saturation: yellow, 'long-hold': yellow, inconclusive: cyan, healthy: green }[verdict];
}

/** `── Pools ──────────────────── right ──` */
export function heading(page: Page, title: string, right = ''): string {
  const end = right === '' ? '' : ` ${right} ──`;
  const fill = Math.max(2, page.width - columns(title) - columns(end) - 4);
  return `${page.ink.dim('──')} ${page.ink.bold(title)} ${page.ink.dim('─'.repeat(fill) + end)}`;
}

const LABEL = 11;
/** Sentences longer than this are hard to read; tables, paths and code may use the whole page. */
const MEASURE = 110;

/** `  since      2026-03-14 …`, following lines under the text. `most`: how many lines it may take. */
export function labelled(page: Page, label: string, text: string, most = Infinity, ink: Ink = (plain) => plain): string[] {
  const width = Math.min(MEASURE, page.width - LABEL - 2);
  const lines = most === Infinity ? wrap(text, width) : wrapAtMost(text, width, most);
  return lines.map((line, index) => `  ${page.ink.dim((index === 0 ? label : '').padEnd(LABEL))}${ink(line)}`);
}

/** Lines under a label, each as it is. */
export const block = (page: Page, label: string, lines: readonly string[]): string[] =>
  lines.map((line, index) => (line === '' && index > 0 ? '' : `  ${page.ink.dim((index === 0 ? label : '').padEnd(LABEL))}${line}`));

/** Columns that `labelled` and `block` leave for a text. */
export const textWidth = (page: Page): number => page.width - LABEL - 2;

/** `  + reason …`, wrapped under itself. */
export function bullet(page: Page, mark: string, text: string, ink: Ink = (plain) => plain, most = 6): string[] {
  return wrapAtMost(text, Math.min(MEASURE, page.width - 6), most).map((line, index) => `  ${index === 0 ? ink(mark) : ' '} ${line}`);
}
