import type { Report, ReportRemedy } from '../model/report.ts';

/** For work that holds a connection for long and gives it back: what mends a leak mends nothing here. */
const SLOW_WORK: ReportRemedy = {
  pattern: 'slow-work',
  text:
    'The connection came back, only late. Shorten the work done while holding it: take it later, give it back before slow calls, or give ' +
    'such work a pool of its own. Where the time is honest, raise the detection threshold above it.',
  validate: ['Drive the path again: its holds are shorter, or the raised threshold reports none of them.'],
};

/** The report with advice for slow work where the work is slow. */
export function advised(report: Report): Report {
  const suspects = report.suspects.map((suspect) => (suspect.verdict === 'long-hold' ? { ...suspect, remedy: SLOW_WORK } : suspect));
  return { ...report, suspects };
}
