import type { PoolReport, Report, Suspect } from '../model/report.ts';
import { hasEnded } from './pool-order.ts';
import { placesOf, placesText, poolsOf } from './pool-titles.ts';
import { counted, number, outNow, time } from './words.ts';

/**
 * What ends the incident, before any code is mended: go back to the revision that does not leak, or restart what does, and by when.
 * Undefined where a restart would change nothing, or nothing is proven.
 */
export function nowText(suspect: Suspect, report: Report): string | undefined {
  if (suspect.verdict !== 'leak') return undefined;
  const pools = poolsOf(suspect, report).filter((pool) => !hasEnded(pool));
  const back = rollback(suspect, pools);
  if (back !== undefined) return back;
  if (!stillOut(suspect, report))
    return suspect.reclaimed === undefined || suspect.reclaimed === 0
      ? undefined
      : 'What was lost has been taken back, so no restart is needed; it goes on until the code is mended.';
  if (isMild(suspect, report))
    return `No restart is needed for now: ${number(suspect.reclaimed ?? 0)} of the ${number(suspect.leaked)} lost were taken back, and no pool has run out. It goes on until the code is mended.`;
  return `Restart ${whoLeaks(suspect, report, pools)}${byWhen(pools)}. It frees the connections, and the leak begins anew until the code is mended.`;
}

/** Nearly all that its pools lose is taken back as it goes, and nobody has been turned away or will be soon. */
function isMild(suspect: Suspect, { pools, suspects }: Report): boolean {
  const mine = pools.filter(({ id }) => suspect.pools.includes(id));
  const beside = suspects.filter((one) => one.verdict === 'leak' && one.pools.some((id) => suspect.pools.includes(id)));
  return (
    beside.every((one) => (one.reclaimed ?? 0) > 2 * outNow(one)) &&
    mine.every(({ exhaustion, acquireTimeouts }) => exhaustion === undefined && acquireTimeouts === 0)
  );
}

/** A restart helps where anything lost is still out of its pools, be it another suspect's. */
const stillOut = ({ pools }: Suspect, { suspects }: Report): boolean =>
  suspects.some((one) => one.verdict === 'leak' && outNow(one) > 0 && one.pools.some((id) => pools.includes(id)));

/** One revision leaks, and the judge saw enough of another one, of the same workload or of one that runs the program beside it, to say that it does not. */
function rollback({ revisions = [], reasons }: Suspect, pools: readonly PoolReport[]): string | undefined {
  if (!reasons.some(({ code, for: side }) => code === 'revision' && side === 'leak')) return undefined;
  const guilty = revisions.find(({ leaked }) => leaked > 0);
  if (guilty === undefined) return undefined;
  const innocent = revisions.filter(({ leaked }) => leaked === 0);
  const [sound, ...others] = innocent.filter(({ workload }) => workload === guilty.workload);
  const when = byWhen(pools);
  const [atOnce, before] = when.startsWith(' before') ? ['', `,${when}`] : [when, ''];
  if (sound !== undefined) {
    const to = others.length === 0 ? sound.revision : `${sound.revision} or another one before it`;
    return `Roll ${guilty.workload} back${atOnce} from revision ${guilty.revision} to ${to}, which lost nothing${before}.`;
  }
  const [beside] = innocent;
  return beside === undefined
    ? undefined
    : `Roll ${guilty.workload} back${atOnce} or give its traffic to ${beside.workload}, which runs beside it and lost nothing${before}.`;
}

/**
 * `the 2 pods that leak (shop-7f9c, shop-b2x4)`, `the pod (shop-7f9c)`: by name where they are few.
 * @param pools that leak and live on. Others have begun anew since, or only show slow work of the same code
 */
function whoLeaks(suspect: Suspect, report: Report, pools: readonly PoolReport[]): string {
  const { instances, revisions = [] } = suspect;
  const count = placesOf(report, pools);
  const pods = revisions.length > 0 || pools.some(({ instance }) => instance.pod !== undefined);
  const who = count > 1 ? `the ${counted(count, pods ? 'pod' : 'process', pods ? 'pods' : 'processes')} that leak` : `the ${pods ? 'pod' : 'process'}`;
  const places = instances.of > 1 ? placesText(report, pools, count) : undefined;
  return places === undefined ? who : `${who} (${places})`;
} // prettier-ignore

function byWhen(pools: readonly PoolReport[]): string {
  if (pools.some(({ exhaustion, acquireTimeouts }) => acquireTimeouts > 0 || (exhaustion !== undefined && 'at' in exhaustion)))
    return ' at once';
  const etas = pools.flatMap(({ exhaustion }) => (exhaustion !== undefined && 'eta' in exhaustion ? [exhaustion.eta] : [])).sort();
  return etas[0] === undefined ? '' : ` before the ${etas.length > 1 ? 'first pool' : 'pool'} runs out, around ${time(etas[0])}`;
}
