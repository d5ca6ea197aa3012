import { createHash } from 'node:crypto';
import { cleaned } from '../clean.ts';
import type { Reporter } from '../reporter.ts';
import { time } from '../words.ts';
import { Budget } from './budget.ts';
import { flame } from './flame.ts';
import { headline } from './headline.ts';
import { accepted, read, victims } from './input.ts';
import { cut, markup, Markup, NOTHING } from './markup.ts';
import { ranksOf } from './out.ts';
import { pools } from './pools.ts';
import { STYLE } from './style.ts';
import { SUSPECTS, suspects } from './suspects.ts';
import { tracksOf } from './tracks.ts';

/**
 * The report as one HTML file that needs nothing else: no network, no script, and a policy inside that allows none. What opens and closes
 * are plain `details`, so it works with a keyboard, a screen reader, in print and out of an e-mail.
 */
export const htmlPage: Reporter = function* (report) {
  // Lines of evidence may be many and few are shown: they are cleaned one by one when they are.
  const safe = cleaned({ ...report, suspects: report.suspects.map((suspect) => ({ ...suspect, evidence: [] })) });
  const budget = new Budget();
  const tracks = tracksOf(safe);
  const graph = flame(safe);
  const style = STYLE + graph.rules;
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  const { timeRange } = safe.input;
  yield '<!doctype html>\n';
  yield markup`<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark"><meta name="generator" content="leak-stream ${safe.tool.version}">
<title>${cut(safe.summary, 120)}</title>${new Markup(`<style>${style}</style>`)}</head>
<body><main>`.source;
  yield headline(safe, tracks).source;
  yield suspects(safe, (index) => report.suspects[index]?.evidence ?? [], budget).source;
  yield graph.section.source;
  yield pools(tracks, ranksOf(safe, SUSPECTS), budget).source;
  yield victims(safe).source;
  yield accepted(safe).source;
  yield read(safe, budget).source;
  yield markup`</main><footer>leak-stream ${safe.tool.version}${timeRange === null ? NOTHING : markup` · log until ${time(timeRange.to)}`} · times are UTC</footer></body></html>
`.source;
};
