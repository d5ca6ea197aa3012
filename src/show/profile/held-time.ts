import type { Report, Suspect } from '../../model/report.ts';

/**
 * For how long each suspect has kept connections, all of them together, until the end of the log: connection-milliseconds by fingerprint.
 * Of what is still out the log tells since when; of the others it is taken that they were lost evenly between the first and the last one.
 * Undefined where the log tells no times for one of them: then only numbers can be compared.
 */
export function heldTimes({ pools, suspects, input }: Report): ReadonlyMap<string, number> | undefined {
  if (input.timeRange === null) return undefined;
  const end = Date.parse(input.timeRange.to);
  const since = new Map<string, number[]>();
  for (const { openHolds } of pools)
    for (const { fingerprint, since: at } of openHolds)
      if (fingerprint !== undefined && at !== null) since.set(fingerprint, [...(since.get(fingerprint) ?? []), Date.parse(at)]);
  const times = new Map<string, number>();
  for (const suspect of suspects) {
    const lost = lostOf(suspect);
    if (lost === 0) continue;
    const known = (since.get(suspect.fingerprint) ?? []).slice(0, lost);
    const others = lost - known.length;
    if (others > 0 && suspect.firstSeen === null) return undefined;
    const middle = others > 0 ? (Date.parse(suspect.firstSeen!) + Date.parse(suspect.lastSeen ?? suspect.firstSeen!)) / 2 : end;
    const ms = known.reduce((sum, at) => sum + Math.max(0, end - at), 0) + others * Math.max(0, end - middle);
    times.set(suspect.fingerprint, Math.round(ms));
  }
  // Where all were lost at the very end, there is no time to draw.
  return [...times.values()].some((ms) => ms > 0) ? times : undefined;
}

/** Connections that a suspect accounts for: leaked ones, and where none is proven those still out. */
export const lostOf = ({ leaked, open }: Suspect): number => (leaked > 0 ? leaked : open);
