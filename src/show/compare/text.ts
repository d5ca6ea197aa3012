import type { ChangeKind, Comparison, Side, SuspectChange } from '../../model/comparison.ts';
import { cleaned } from '../clean.ts';
import type { ShowOptions } from '../reporter.ts';
import { clip } from '../text/fit.ts';
import { bullet, heading, labelled, pageOf, verdictInk, type Page } from '../text/page.ts';
import { VERDICT_WORDS, counted, span } from '../words.ts';

export const TITLES: Readonly<Record<ChangeKind, string>> = {
  new: 'New',
  worse: 'Worse',
  'not-exercised': 'Not exercised: nothing is proven',
  same: 'The same',
  better: 'Better',
  gone: 'Gone',
};

/** The comparison for a terminal: what asks for action first. */
export function* text(comparison: Comparison, options: ShowOptions): Iterable<string> {
  const page = pageOf(options);
  const safe = cleaned(comparison);
  const lines = [
    ...labelled(page, 'result', safe.summary, 4, page.ink.bold),
    ...side(page, 'before', safe.before),
    ...side(page, 'after', safe.after),
  ];
  for (const line of lines) yield `${line}\n`;
  for (const kind of Object.keys(TITLES) as ChangeKind[]) {
    const changes = safe.changes.filter(({ change }) => change === kind);
    if (changes.length === 0) continue;
    yield `\n${heading(page, TITLES[kind], String(changes.length))}\n`;
    for (const change of changes) for (const line of told(page, change)) yield `${line}\n`;
  }
}

/** `, 1 leak accepted (6 connections)`. */
export const acceptedText = (accepted: Side['accepted']): string =>
  accepted === undefined ? '' : `, ${counted(accepted.leaks, 'leak')} accepted (${counted(accepted.connections, 'connection')})`;

function side(page: Page, label: string, { verdict, sources, timeRange, pools, accepted }: Side): string[] {
  const read = sources.length === 1 ? sources[0]! : counted(sources.length, 'source');
  const when = timeRange === null ? '' : `, ${span(timeRange.from, timeRange.to)}`;
  const said = verdictInk(page, verdict)(VERDICT_WORDS[verdict]);
  return labelled(page, label, `${said}${acceptedText(accepted)}: ${counted(pools, 'pool')} in ${read}${when}`, 3);
}

const MARKS: Readonly<Record<ChangeKind, string>> = { new: '+', worse: '▲', 'not-exercised': '?', same: '=', better: '▼', gone: '✓' };

function told(page: Page, { change, place, text: why, fingerprint }: SuspectChange): string[] {
  const { red, yellow, green } = page.ink;
  const ink = { new: red, worse: red, 'not-exercised': yellow, same: (plain: string) => plain, better: green, gone: green }[change];
  return [
    `  ${ink(MARKS[change])} ${page.ink.bold(clip(place, page.width - 4))}`,
    ...bullet(page, ' ', why),
    `    ${page.ink.dim(fingerprint)}`,
  ];
}
