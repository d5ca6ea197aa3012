import type { Report, Suspect } from '../../model/report.ts';
import { numbered } from '../excerpt.ts';
import { counted, duration, outNow, place } from '../words.ts';
import { spread } from '../pool-titles.ts';
import { SENTENCE, codeLines } from './code.ts';
import { byPlace, proof } from './evidence.ts';
import { clip, clipStart, columns, wrapAtMost } from './fit.ts';
import { block, heading, labelled, textWidth, verdictInk, type Page } from './page.ts';
import { reasonLines } from './pool-notes.ts';
import { seen, tally, trace } from './trace.ts';

/** Suspects told in full; those after them get one line. */
const TOLD = 5;
/** One-liners after those told in full. */
const LISTED = 20;

/** All suspects, ranked: the first ones whole, the rest in a line each. */
export function suspects(page: Page, report: Report): string[] {
  const { suspects: all } = report;
  const lines = all.slice(0, TOLD).flatMap((suspect) => [...told(page, report, suspect), '']);
  const rest = all.slice(TOLD);
  if (rest.length === 0) return lines;
  lines.push(heading(page, `${counted(rest.length, 'more suspect')}`));
  for (const suspect of rest.slice(0, LISTED)) {
    const left = `  ${String(suspect.rank).padStart(2)}. ${suspect.leaked} leaked, ${outNow(suspect)} out  `;
    lines.push(left + clip(place(suspect), page.width - left.length));
  }
  if (rest.length > LISTED) lines.push(page.ink.dim(`  … ${rest.length - LISTED} more in the JSON report`));
  return [...lines, ''];
}

function told(page: Page, report: Report, suspect: Suspect): string[] {
  const title = `Suspect ${suspect.rank} of ${report.suspects.length}: ${suspect.verdict}`;
  const where = spread(suspect, report);
  return [
    heading(page, title, suspect.fingerprint),
    ...trace(page, suspect),
    ...labelled(page, 'counts', tally(suspect), Infinity, verdictInk(page, suspect.verdict)),
    ...labelled(page, 'seen', `${seen(suspect)}${where === undefined ? '' : `, in ${where}`}`),
    ...known(page, suspect),
    ...excerpt(page, suspect),
    '',
    ...reasonLines(page, suspect.reasons, suspect.verdict, 8),
    ...serverSide(page, suspect),
    ...evidence(page, suspect),
    '',
    ...remedy(page, report, suspect),
  ];
}

/** What the log ties to the call site, and how sure that is. */
function known(page: Page, suspect: Suspect): string[] {
  const lines: string[] = [];
  if (suspect.callSite !== null) {
    if (suspect.route !== undefined) lines.push(...labelled(page, 'route', suspect.route, 2));
    if (suspect.template !== undefined) lines.push(...labelled(page, 'log line', suspect.template, 2));
    if (suspect.statement !== undefined) lines.push(...labelled(page, 'statement', suspect.statement, 2));
  }
  const { method, score } = suspect.attribution;
  lines.push(...labelled(page, 'known by', `${method}, score ${score.toFixed(2)}; confidence ${suspect.confidence.toFixed(2)}`));
  return lines;
}

/** The lines around the call site, the blamed one marked. */
function excerpt(page: Page, { source }: Suspect): string[] {
  if (source === undefined) return [];
  const where = page.ink.cyan(clip(`${source.path}:${source.line}`, textWidth(page)));
  const lines = numbered(source).map((line) => clip(line, textWidth(page)));
  return ['', ...block(page, 'code', [where, ...lines.map((line) => (line.startsWith('>') ? page.ink.bold(line) : page.ink.dim(line)))])];
}

function serverSide(page: Page, { serverSide: sessions }: Suspect): string[] {
  if (sessions === undefined || sessions.length === 0) return [];
  const rows = sessions.slice(0, 3).map((session) => {
    const idle = session.idleForMs === undefined ? '' : ` for ${duration(session.idleForMs)}`;
    const query = session.lastQuery === undefined ? '' : `: ${session.lastQuery}`;
    return clip(`pid ${session.pid} ${session.state}${idle}${query}`, textWidth(page));
  });
  if (sessions.length > 3) rows.push(page.ink.dim(`… ${sessions.length - 3} more`));
  return ['', ...block(page, 'server saw', rows)];
}

/** Lines of one line of a log: enough for nearly all of them whole. */
const FOLDS = 3;

/** The lines that prove it, as they stand in the log, over the whole width: who is on call reads them before anything else. */
function evidence(page: Page, suspect: Suspect): string[] {
  const width = page.width - 6;
  const lines = byPlace(suspect.evidence)
    .slice(0, 3)
    .flatMap(({ source, line, text: printed }) => {
      const text = printed.replace(/ {2,}/g, ' ');
      const where = clipStart(`${source}:${line}`, width);
      if (columns(text) <= width - columns(where) - 1) return [`${page.ink.cyan(where)} ${text}`];
      return [page.ink.cyan(where), ...wrapAtMost(proof(text, FOLDS * width - 24), width - 2, FOLDS).map((piece) => `  ${piece}`)];
    });
  if (suspect.evidence.length > 3) lines.push(page.ink.dim(`… ${suspect.evidence.length - 3} more in the JSON report`));
  return lines.length === 0 ? [] : ['', `  ${page.ink.dim('evidence')}`, ...lines.map((line) => `    ${line}`)];
}

/** The remedy, once: suspects of the same pattern are told who has it. */
function remedy(page: Page, report: Report, suspect: Suspect): string[] {
  const { text, fix, containment, validate } = suspect.remedy;
  const before = report.suspects.find(({ rank, remedy: other }) => rank < suspect.rank && other.text === text && other.fix === fix);
  if (before !== undefined && before.rank <= TOLD) return labelled(page, 'remedy', `as for suspect ${before.rank}`);
  return [
    ...labelled(page, 'remedy', flowing(text)),
    ...(fix === undefined ? [] : block(page, 'fix', codeLines(fix, textWidth(page)).map(page.ink.green))),
    ...(containment === undefined ? [] : labelled(page, 'meanwhile', flowing(containment))),
    ...validate.flatMap((step, index) => {
      const label = index === 0 ? 'prove it' : '';
      return SENTENCE.test(step) ? labelled(page, label, step) : block(page, label, codeLines(step, textWidth(page)));
    }),
  ];
}

/** Lines that were broken for another width are joined; what ends like a statement or a sentence keeps its break. */
const flowing = (prose: string): string => prose.replace(/(?<![;:.])\n */g, ' ');
