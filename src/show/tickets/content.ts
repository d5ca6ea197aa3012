import type { Report, Suspect } from '../../model/report.ts';
import { nowText } from '../now.ts';
import { refusedText } from '../refused.ts';
import { VERDICT_WORDS, counted, frameText, outNow, place, runName, time } from '../words.ts';
import { spread } from '../pool-titles.ts';
import { languageOf, numbered } from '../excerpt.ts';
import { severityOf, type Severity } from './severity.ts';

/** What every tracker is told of a suspect, before it takes its own form. */
export interface Ticket {
  readonly fingerprint: string;
  readonly title: string;
  readonly severity: Severity;
  readonly labels: readonly string[];
  readonly facts: readonly (readonly [string, string])[];
  readonly stack: readonly string[];
  /** The user's own code around the call site; empty without `--source-root`. */
  readonly code: { readonly where: string; readonly language: string; readonly lines: readonly string[] } | undefined;
  readonly reasons: readonly string[];
  readonly evidence: readonly { readonly where: string; readonly text: string }[];
  readonly remedy: Suspect['remedy'];
  readonly tool: string;
}

const FRAMES = 20;
const LINES = 5;
const REASONS = 8;
/** Of one line of a log: enough to recognise it, and a body that trackers take. */
const LINE = 400;
const CODE = 2000;

export const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;

/** A fingerprint as a key: it goes into a hidden comment, a label and searches, and a report may come from anywhere. */
export const keyOf = (fingerprint: string): string => fingerprint.replace(/[^\w:]/g, '_').slice(0, 80);

/** A suspect in words. The report must have been cleaned. */
export function ticketOf(suspect: Suspect, report: Report): Ticket {
  const { severity, forecast } = severityOf(suspect, report);
  const { leaked, returnedLate, checkouts, firstSeen, lastSeen } = suspect;
  const facts: (readonly [string, string | undefined])[] = [
    ['Verdict', `${VERDICT_WORDS[suspect.verdict]}, confidence ${suspect.confidence.toFixed(2)}`],
    [
      'How much',
      `${leaked} leaked, ${outNow(suspect)} still out, ${returnedLate} returned late${checkouts === undefined ? '' : `, of ${counted(checkouts, runName(suspect))}`}`,
    ],
    ['Forecast', forecast],
    ['Now', nowText(suspect, report)],
    ['Where', spread(suspect, report)],
    ['Refused', suspect.verdict === 'leak' ? refusedText(report) : undefined],
    ['Pools', cut(suspect.pools.slice(0, 5).join(', ') + (suspect.pools.length > 5 ? ` and ${suspect.pools.length - 5} more` : ''), LINE)],
    ['Seen', firstSeen === null ? undefined : `${time(firstSeen)} to ${time(lastSeen ?? firstSeen)}`],
    ['Call site', suspect.callSite === null ? undefined : frameText(suspect.callSite)],
    ['Called by', suspect.calledBy && frameText(suspect.calledBy)],
    ['Route', suspect.route],
    ['Log line', suspect.template],
    ['Statement', suspect.statement],
  ];
  const frames = suspect.stack ?? [];
  return {
    fingerprint: keyOf(suspect.fingerprint),
    title: cut(`${TITLES[suspect.verdict]}: ${place(suspect)}`, 240),
    severity,
    labels: ['leak-stream', `severity-${severity}`],
    facts: facts.flatMap(([label, text]) => (text === undefined || text === '' ? [] : [[label, cut(text, LINE)] as const])),
    stack: [
      ...frames.slice(0, FRAMES).map((frame) => cut(frameText(frame), LINE)),
      ...(frames.length > FRAMES ? [`… ${frames.length - FRAMES} more`] : []),
    ],
    code: suspect.source && {
      where: `${suspect.source.path}:${suspect.source.line}`,
      language: languageOf(suspect.source.path),
      lines: numbered(suspect.source),
    },
    reasons: suspect.reasons
      .slice(0, REASONS)
      .map((reason) => cut(`${reason.for === suspect.verdict ? 'for' : 'against'}: ${reason.text}`, LINE)),
    evidence: suspect.evidence
      .slice(0, LINES)
      .map(({ source, line, text }) => ({ where: cut(`${source}:${line}`, LINE), text: cut(text, LINE) })),
    remedy: {
      ...suspect.remedy,
      ...(suspect.remedy.fix !== undefined && { fix: cut(suspect.remedy.fix, CODE) }),
      validate: suspect.remedy.validate.slice(0, 8).map((one) => cut(one, CODE)),
    },
    tool: `leak-stream ${report.tool.version}`,
  };
}

const TITLES = { leak: 'Connection leak', 'long-hold': 'Connection held for long', inconclusive: 'Possible connection leak' } as const;
