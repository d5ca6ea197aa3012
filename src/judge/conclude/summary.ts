import type { CallSite, PoolReport, Suspect, Verdict } from '../../model/report.ts';
import { plural } from './reasons.ts';

/** How a call site is written in one word: `ReportExporter.exportCsv (ReportExporter.java:14)`. */
export function siteName(site: CallSite): string {
  const owner = site.module?.split(/[./]/).at(-1);
  const name = owner !== undefined && owner !== '' ? `${owner}.${site.function}` : site.function;
  const file = site.file?.split(/[\\/]/).at(-1);
  return file === undefined ? name : `${name} (${file}${site.line === undefined ? '' : `:${site.line}`})`;
}

const suspectName = (suspect: Suspect): string =>
  suspect.callSite ? siteName(suspect.callSite) : (suspect.route ?? suspect.template ?? suspect.statement ?? suspect.fingerprint);

/** One sentence that a person can paste. */
export function summarise(verdict: Verdict, pools: readonly PoolReport[], suspects: readonly Suspect[]): string {
  const affected = pools.filter((pool) => pool.verdict === verdict);
  const where = pools.length === 1 ? poolName(pools[0]) : `${affected.length} of ${pools.length} pools`;
  switch (verdict) {
    case 'leak': {
      const leaks = suspects.filter((suspect) => suspect.verdict === 'leak');
      const [first] = leaks;
      if (!first)
        return `${where} ${affected.length === 1 ? 'leaks' : 'leak'} connections; the log does not tell which code path takes them.`;
      const more = leaks.length > 1 ? `, and ${plural(leaks.length - 1, 'other code path')}` : '';
      return `${where} ${affected.length === 1 ? 'leaks' : 'leak'} connections: ${plural(first.leaked, 'connection')} taken by ${suspectName(first)}${more} never came back.`;
    }
    case 'saturation':
      if (affected.some((pool) => pool.reasons.some((why) => why.code === 'turnover'))) {
        return `${where} ran out of connections under load, and its connections kept coming back: saturation, no leak. The load lasts to the end of the log.`;
      }
      return `${where} ran out of connections under load and recovered: saturation, no leak.`;
    case 'long-hold':
      return `${where} ${affected.length === 1 ? 'has' : 'have'} connections that were held for long and came back: slow work, no leak.`;
    case 'inconclusive':
      return pools.length === 0
        ? 'Nothing in the input tells how a connection pool behaves.'
        : `Whether ${where} ${affected.length === 1 ? 'leaks' : 'leak'} cannot be told from this log.`;
    case 'healthy':
      return `${where} ${pools.length === 1 || affected.length === 1 ? 'gives' : 'give'} every connection back: healthy.`;
  }
}

const poolName = (pool: PoolReport | undefined): string => (pool?.name === undefined ? 'The pool' : `Pool ${pool.name}`);
