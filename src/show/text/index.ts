import type { Report } from '../../model/report.ts';
import { cleaned } from '../clean.ts';
import { leadPool, orderedPools } from '../pool-order.ts';
import type { Reporter } from '../reporter.ts';
import { headline, verdictLines } from './headline.ts';
import { accepted, input, victims } from './input.ts';
import { pageOf, type Page } from './page.ts';
import { poolNotes } from './pool-notes.ts';
import { pools, rowsOf } from './pools.ts';
import { suspects } from './suspects.ts';

/** More lines than a usual terminal keeps in sight. */
const SCREEN = 40;

/** Pools told in detail under the table. */
const NOTED = 3;

/** The report for a terminal: the answer on the first screen, then suspects, pools, victims, what was read, and the answer again where it is long. */
export const text: Reporter = function* (report, options) {
  const page = pageOf(options);
  const safe = cleaned(report);
  let lines = 0;
  for (const section of sections(page, safe)) {
    lines += section.length;
    for (const line of section) yield `${line}\n`;
  }
  // the first screen has scrolled away by now
  if (lines > SCREEN) for (const line of ['', ...verdictLines(page, safe)]) yield `${line}\n`;
};

function* sections(page: Page, report: Report): Iterable<readonly string[]> {
  yield [...headline(page, report), ''];
  yield suspects(page, report);
  if (report.pools.length > 0) {
    const rows = rowsOf(report, orderedPools(report));
    yield [...pools(page, rows, report.pools.length), ''];
    const told = leadPool(report);
    const worthNoting = rows.filter(({ pool }) => pool.verdict === report.verdict || pool.verdict !== 'healthy');
    for (const row of worthNoting.slice(0, NOTED)) yield [...poolNotes(page, row, row.pool !== told), ''];
  }
  yield victims(page, report);
  yield accepted(page, report);
  yield input(page, report);
}
