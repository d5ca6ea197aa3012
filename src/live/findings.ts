import type { Finding, PoolFinding, SuspectFinding } from '../model/finding.ts';
import type { PoolReport, Report, Suspect } from '../model/report.ts';
import { poolTitle } from '../show/pool-titles.ts';
import { counted, place } from '../show/words.ts';
import { fingerprintOfPool, keyOfPool } from './pool-key.ts';

/** For so long of the log's time a pool must have turned nobody away to have recovered. */
const CALM_MS = 60_000;

/** What is out for less is at work: of a log that has just begun the judgement only cannot tell yet how long work takes. */
const YOUNG_MS = 1000;

interface Known {
  suspect: Suspect;
  state: 'open' | 'confirmed' | 'cleared';
}

interface Trouble {
  timeouts: number;
  /** The log's time of the judgement that showed the latest timeout. */
  since: number | null;
  state: 'calm' | 'exhausted' | 'saturated';
}

/**
 * Compares each judgement with the one before and tells what has become of suspects and pools. The judgement may change its mind, and so does
 * what is told here: nothing is taken back in silence.
 */
export class Findings {
  private readonly suspects = new Map<string, Known>();
  /** By what stays the same of a pool, see `pool-key.ts`. */
  private readonly pools = new Map<string, Trouble>();

  /** @param report the judgement as of now */
  update(report: Report): Finding[] {
    const at = report.input.timeRange?.to ?? null;
    const found = [...this.suspectsOf(report, at), ...report.pools.flatMap((pool) => this.poolOf(pool, at))];
    this.forget(report);
    return found;
  }

  /** What was told, as plain data: to be written before the next update. */
  memory(): object {
    return { ...this };
  }

  /** Goes on from what another one had told. */
  recall(memory: object): void {
    Object.assign(this, memory);
  }

  /** Of what the judgement has forgotten, or was cleared and is no longer among its suspects, nothing is left to tell. */
  private forget(report: Report): void {
    const pools = new Set(report.pools.map(keyOfPool));
    const suspects = new Set(report.suspects.map(({ fingerprint }) => fingerprint));
    for (const key of this.pools.keys()) if (!pools.has(key)) this.pools.delete(key);
    for (const [fingerprint, { state }] of this.suspects)
      if (state === 'cleared' && !suspects.has(fingerprint)) this.suspects.delete(fingerprint);
  }

  private suspectsOf(report: Report, at: string | null): Finding[] {
    const found: Finding[] = [];
    const accused = new Map(
      report.suspects.filter((one) => one.verdict !== 'long-hold' && !isYoung(one, at)).map((one) => [one.fingerprint, one]),
    );
    for (const [fingerprint, suspect] of accused) {
      const before = this.suspects.get(fingerprint);
      if (before === undefined || before.state === 'cleared') found.push(told('opened', suspect, at));
      const leaks = suspect.verdict === 'leak';
      if (leaks && before?.state !== 'confirmed') found.push(told('confirmed', suspect, at));
      this.suspects.set(fingerprint, { suspect, state: leaks || before?.state === 'confirmed' ? 'confirmed' : 'open' });
    }
    for (const [fingerprint, known] of this.suspects) {
      if (known.state === 'cleared' || accused.has(fingerprint)) continue;
      const now = report.suspects.find((one) => one.fingerprint === fingerprint);
      known.state = 'cleared';
      known.suspect = now ?? { ...known.suspect, verdict: 'inconclusive', leaked: 0, open: 0, confidence: 0 };
      found.push(told('cleared', known.suspect, at, now !== undefined));
    }
    return found;
  }

  private poolOf(pool: PoolReport, at: string | null): Finding[] {
    const now = at === null ? null : Date.parse(at);
    const key = keyOfPool(pool);
    const known = this.pools.get(key) ?? { timeouts: 0, since: null, state: 'calm' as const };
    this.pools.set(key, known);
    const more = pool.acquireTimeouts > known.timeouts;
    if (more) Object.assign(known, { timeouts: pool.acquireTimeouts, since: now });
    const saturated = pool.verdict === 'saturation';
    if (known.state === 'calm') {
      if (!more) return [];
      known.state = saturated ? 'saturated' : 'exhausted';
      return [toldOf(known.state, pool, at)];
    }
    if (known.state === 'exhausted' && saturated) {
      known.state = 'saturated';
      return [toldOf('saturated', pool, at)];
    }
    const calm = !more && now !== null && known.since !== null && now - known.since >= CALM_MS;
    if (!calm || isFull(pool)) return [];
    known.state = 'calm';
    return [toldOf('recovered', pool, at)];
  }
}

const isYoung = ({ verdict, firstSeen }: Suspect, at: string | null): boolean =>
  verdict !== 'leak' && at !== null && firstSeen !== null && Date.parse(at) - Date.parse(firstSeen) < YOUNG_MS;

const isFull = ({ inUse, max }: PoolReport): boolean => inUse !== undefined && max !== undefined && max > 0 && inUse.last >= max;

function told(kind: SuspectFinding['kind'], suspect: Suspect, at: string | null, longHold = false): SuspectFinding {
  const { fingerprint, verdict, confidence, pools, callSite, route, template, statement, leaked, open, returnedLate, instances } = suspect;
  return {
    kind, at, fingerprint, verdict, confidence, pools, text: textOf(kind, suspect, longHold), callSite, leaked, open, returnedLate, instances,
    ...(route !== undefined && { route }), ...(template !== undefined && { template }), ...(statement !== undefined && { statement }),
  }; // prettier-ignore
}

function textOf(kind: SuspectFinding['kind'], suspect: Suspect, longHold: boolean): string {
  const where = place(suspect);
  if (kind === 'opened') return `${where}: ${counted(Math.max(suspect.open, suspect.leaked), 'connection')} out that may not come back`;
  if (kind === 'confirmed') return `${where}: leaks, ${counted(suspect.leaked, 'connection')} lost`;
  return longHold ? `${where}: slow work, its connections come back` : `${where}: its connections are back or accounted for`;
}

function toldOf(kind: PoolFinding['kind'], pool: PoolReport, at: string | null): PoolFinding {
  const { id, verdict, confidence, inUse, max, acquireTimeouts } = pool;
  const fill = inUse === undefined ? '' : `, ${inUse.last}${max === undefined || max === 0 ? '' : ` of ${max}`} in use`;
  const said = { exhausted: 'turns callers away', saturated: 'is saturated and turns callers away', recovered: 'has room again' }[kind];
  return {
    kind, at, fingerprint: fingerprintOfPool(pool), verdict, confidence, pools: [id], text: `${poolTitle(pool)} ${said}${fill}`, acquireTimeouts,
    ...(inUse !== undefined && { inUse: inUse.last }), ...(max !== undefined && { max }),
  }; // prettier-ignore
}
