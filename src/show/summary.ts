import type { Report } from '../model/report.ts';
import { counted, logsLine } from './words.ts';

/** Whether nothing is left but leaks that the user knows and accepted: found, and so not the same as none. */
export const onlyAccepted = ({ ignored, verdict, suspects }: Report): boolean =>
  (ignored ?? []).length > 0 && suspects.length === 0 && (verdict === 'healthy' || verdict === 'inconclusive');

const TITLES = { leak: 'Leak', saturation: 'Saturation', 'long-hold': 'Slow work', inconclusive: 'Undecided', healthy: 'Healthy' } as const;

/** The verdict in two words or three. `no leak` is said only where no pool is left undecided. */
export function titleOf(report: Report): string {
  if (onlyAccepted(report)) return 'Known leak, accepted';
  const excludes = report.verdict === 'saturation' || report.verdict === 'long-hold';
  const open = report.pools.some(({ verdict }) => verdict === 'inconclusive');
  return `${TITLES[report.verdict]}${excludes && !open ? ', no leak' : ''}`;
}

/** `1 known leak, accepted (6 connections)`; undefined where none was accepted. */
export function acceptedText({ ignored = [] }: Report): string | undefined {
  if (ignored.length === 0) return undefined;
  const leaked = ignored.reduce((sum, one) => sum + one.leaked, 0);
  return `${counted(ignored.length, 'known leak')}, accepted (${counted(leaked, 'connection')})`;
}

/** The report's sentence, with what a reader of it alone must not miss: accepted leaks, and that reading was interrupted. */
export function summaryOf(report: Report): string {
  const accepted = acceptedText(report);
  const said = worded(report);
  const sentence =
    accepted === undefined
      ? said
      : onlyAccepted(report)
        ? `${accepted}. Nothing else leaks as far as the log tells.`
        : `${said} Besides: ${accepted}.`;
  const interrupted = report.input.notices.some(({ code }) => code === 'interrupted');
  return interrupted ? `Interrupted: this is what was read until then. ${sentence}` : sentence;
}

/** A log line is nobody's name: who "took" a connection is whoever logs it. */
function worded({ summary: said, suspects: [first] }: Report): string {
  if (first?.template === undefined || first.callSite !== null || first.route !== undefined) return said;
  return said.replace(`taken by ${first.template}`, () => `taken by ${logsLine(first.template ?? '', first.loggedAt)}`);
}
