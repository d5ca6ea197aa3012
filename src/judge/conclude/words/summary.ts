import { writtenName } from '../../../model/written-name.ts';
import type { CallSite, PoolReport, Suspect, Verdict } from '../../../model/report.ts';
import { grouped, plural } from './reasons.ts';

/** How a call site is written in one word: `ReportExporter.exportCsv (ReportExporter.java:14)`. */
export function siteName(site: CallSite): string {
  const { function: own, module, lambda } = writtenName(site);
  const owner = module?.split(/[./]/).at(-1) ?? '';
  const name = `${lambda ? 'a lambda in ' : ''}${[owner, own].filter((part) => part !== '').join('.')}`;
  const file = site.file?.split(/[\\/]/).at(-1);
  if (file === undefined) return name;
  const where = `${file}${site.line === undefined ? '' : `:${site.line}`}`;
  return name === '' ? where : `${name} (${where})`;
}

const suspectName = (suspect: Suspect): string =>
  suspect.callSite ? siteName(suspect.callSite) : (routeName(suspect) ?? suspect.template ?? suspect.statement ?? suspect.fingerprint);

const routeName = ({ route, status }: Suspect): string | undefined =>
  route === undefined || status === undefined ? route : `${route} (${status >= 100 ? 'status' : 'code'} ${status})`;

/** Reasons that leave a pool open: a connection that is out, or a pool that ran dry, for causes that the log does not show. */
const OPEN = new Set(['alarm-undecided', 'open-undecided', 'kept-perhaps', 'exhausted-undecided', 'pinned-no-ratchet']);

const isOpen = (pool: PoolReport): boolean => pool.verdict === 'inconclusive' && pool.reasons.some((why) => OPEN.has(why.code));

/** What must not be lost beside a milder verdict: pools of which it is not known whether they leak. Empty where there are none. */
function openPools(pools: readonly PoolReport[]): string {
  const open = pools.filter(isOpen);
  if (open.length === 0) return '';
  const timeouts = open.reduce((sum, pool) => sum + pool.acquireTimeouts, 0);
  const dry = timeouts > 0 ? `, and ${open.length === 1 ? 'it' : 'they'} ran dry (${plural(timeouts, 'timeout')})` : '';
  return ` Whether ${grouped(open.length)} other ${open.length === 1 ? 'pool leaks' : 'pools leak'} cannot be told from this log${dry}.`;
}

/** One sentence that a person can paste, and a second one where pools stay open beside it. */
export function summarise(verdict: Verdict, pools: readonly PoolReport[], suspects: readonly Suspect[]): string {
  const affected = pools.filter((pool) => pool.verdict === verdict);
  const [one] = affected;
  const where =
    pools.length === 1
      ? poolName(pools[0])
      : one && affected.length === 1
        ? `${poolName(one)}${homeOf(one)} (1 of ${grouped(pools.length)} pools)`
        : `${grouped(affected.length)} of ${grouped(pools.length)} pools`;
  const open = openPools(pools);
  const noLeak = open === '' ? ', no leak' : '';
  switch (verdict) {
    case 'leak': {
      const leaks = suspects.filter((suspect) => suspect.verdict === 'leak');
      const [first] = leaks;
      if (!first)
        return `${where} ${affected.length === 1 ? 'leaks' : 'leak'} connections; the log does not tell which code path takes them.`;
      const more = leaks.length > 1 ? `, and ${plural(leaks.length - 1, 'other code path')}` : '';
      return `${where} ${affected.length === 1 ? 'leaks' : 'leak'} connections: ${plural(first.leaked, 'connection')} taken by ${suspectName(first)}${more} ${more === '' ? fateOf(first) : 'never came back'}.`;
    }
    case 'saturation':
      if (affected.some((pool) => pool.reasons.some((why) => why.code === 'turnover' || why.code === 'served-while-full'))) {
        return `${where} ran out of connections under load, and its connections kept coming back: saturation${noLeak}. The load lasts to the end of the log.${open}`;
      }
      return `${where} ran out of connections under load and recovered: saturation${noLeak}.${open}`;
    case 'long-hold':
      return `${where} ${affected.length === 1 ? 'has' : 'have'} connections that were held for long and came back: slow work${noLeak}.${open}`;
    case 'inconclusive':
      return pools.length === 0
        ? 'Nothing in the input tells how a connection pool behaves.'
        : `Whether ${where.replace(/^(?:Pool|The)\b/, (word) => word.toLowerCase())} ${affected.length === 1 ? 'leaks' : 'leak'} cannot be told from this log.`;
    case 'healthy':
      return `${where} ${pools.length === 1 || affected.length === 1 ? 'gives' : 'give'} every connection back${keepsSome(affected) ? ' but those taken at the start and kept since, by design it seems (a listener, a lock)' : ''}: healthy.`;
  }
}

/** What became of them: whoever has them back needs no restart to get them. */
const fateOf = ({ leaked, reclaimed = 0 }: Suspect): string =>
  reclaimed === 0
    ? 'never came back'
    : `${leaked === 1 ? 'was' : 'were'} never given back, and ${reclaimed >= leaked ? (leaked === 1 ? 'it was' : 'all were') : `${reclaimed} of them were`} taken back by force`;

const keepsSome = (pools: readonly PoolReport[]): boolean =>
  pools.some((pool) => pool.reasons.some((why) => why.code === 'kept-from-start'));

/** The pod, container or process that tells a pool from others of its name. */
const homeOf = ({ instance: { pod, container, host, pid } }: PoolReport): string => {
  const home = pod ?? container ?? host;
  return `${home === undefined ? '' : ` in ${home}`}${pid === undefined ? '' : ` [${pid}]`}`;
};

const poolName = (pool: PoolReport | undefined): string => (pool?.name === undefined ? 'The pool' : `Pool ${pool.name}`);
