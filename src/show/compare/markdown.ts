import type { ChangeKind, Comparison, Side } from '../../model/comparison.ts';
import { cleaned } from '../clean.ts';
import { code, prose } from '../markdown/escape.ts';
import { VERDICT_WORDS, counted } from '../words.ts';
import { TITLES, acceptedText } from './text.ts';

/** Changes of one kind that a pull request has room for; the JSON form has all. */
const MOST = 20;

/** The comparison for a pull request or ticket. Nothing of a log is markup in it. */
export function* markdown(comparison: Comparison): Iterable<string> {
  const { summary, before, after, changes } = cleaned(comparison);
  yield `## Connection leaks, before and after\n\n${prose(summary)}\n\n- Before: ${told(before)}\n- After: ${told(after)}\n`;
  for (const kind of Object.keys(TITLES) as ChangeKind[]) {
    const mine = changes.filter(({ change }) => change === kind);
    if (mine.length === 0) continue;
    yield `\n### ${TITLES[kind]} (${mine.length})\n\n`;
    for (const { place, text, fingerprint } of mine.slice(0, MOST)) yield `- ${code(place)}: ${prose(text)} ${code(fingerprint)}\n`;
    if (mine.length > MOST) yield `- … ${mine.length - MOST} more\n`;
  }
}

const told = ({ verdict, pools, sources, accepted }: Side): string =>
  `${VERDICT_WORDS[verdict]}${acceptedText(accepted)}, ${counted(pools, 'pool')} in ${sources.length === 1 ? code(sources[0]!) : counted(sources.length, 'source')}`;
