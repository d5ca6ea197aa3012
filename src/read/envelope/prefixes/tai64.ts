import type { Envelope } from '../peel.ts';

const LABEL = /^@([0-9a-f]{16})([0-9a-f]{8})?(?: |$)/;
/** TAI64 counts from 2^62, and daemontools' clock runs ten seconds ahead of Unix' (bruceg/daemontools-encore, tai64nlocal.c; read in source). */
const EPOCH = 2n ** 62n + 10n;

/** `@4000000065a1b2c32dc8a4b4 line` of multilog and s6-log. */
export const tai64: Envelope = (text) => {
  const found = text.charCodeAt(0) === 64 ? LABEL.exec(text.slice(0, 26)) : null;
  if (!found) return undefined;
  const seconds = Number(BigInt(`0x${found[1] as string}`) - EPOCH);
  const nanos = parseInt(found[2] ?? '0', 16);
  if (!(seconds > 5e8 && seconds < 5e9) || nanos >= 1e9) return undefined;
  const ms = seconds * 1000 + Math.round(nanos / 1e3) / 1e3;
  return { name: 'tai64', rest: text.slice(found[0].length), time: { ms, end: found[0].length, zoned: true, dated: true, digits: 9 } };
};
