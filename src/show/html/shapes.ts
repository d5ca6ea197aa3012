import { HEIGHT, endOf, type InUse, type Scale } from './scale.ts';

/** Buckets that say the same as the one before are no new corner. */
const corners = ({ series }: InUse): InUse['series'] =>
  series.filter(({ min, max }, i) => i === 0 || i === series.length - 1 || min !== series[i - 1]!.min || max !== series[i - 1]!.max);

/** From the least to the most in use, bucket by bucket, as one filled shape. */
export function band(inUse: InUse, { x, y }: Scale): string {
  const points = corners(inUse);
  const last = points.at(-1);
  if (last === undefined) return '';
  const end = x(new Date(endOf(inUse)).toISOString());
  const along = (value: (point: InUse['series'][number]) => number): string[] => points.map((point, i) => `${x(point.at)} ${y(value(point))}H${points[i + 1] ? x(points[i + 1]!.at) : end}`);
  const back = [...points].reverse().map((point, i, all) => `${i === 0 ? end : x(all[i - 1]!.at)} ${y(point.min)}H${x(point.at)}`);
  return `M${along(({ max }) => max).join('L')}L${back.join('L')}Z`;
} // prettier-ignore

/** From nothing to the most in use: the weight of the picture. */
export function area(inUse: InUse, { x, y }: Scale): string {
  const points = corners(inUse);
  const last = points.at(-1);
  if (last === undefined) return '';
  const end = x(new Date(endOf(inUse)).toISOString());
  const top = points.map((point, i) => `${x(point.at)} ${y(point.max)}H${points[i + 1] ? x(points[i + 1]!.at) : end}`);
  return `M${x(points[0]!.at)} ${HEIGHT}L${top.join('L')}V${HEIGHT}Z`;
}

/** Steps that stay until the next one, the last until `end`. */
export const stairs = (points: readonly { readonly at: string; readonly value: number }[], end: number, { x, y }: Scale): string =>
  points.length === 0 ? '' : `M${x(points[0]!.at)} ${y(points[0]!.value)}${points.slice(1).map(({ at, value }) => `H${x(at)}V${y(value)}`).join('')}H${end}`; // prettier-ignore

/** At most so many buckets, each as wide as what it holds of the others. */
export function thinned(inUse: InUse, most: number): InUse {
  if (inUse.series.length <= most) return inUse;
  const step = Math.ceil(inUse.series.length / most);
  const series: InUse['series'] = [];
  for (let i = 0; i < inUse.series.length; i += step) {
    const part = inUse.series.slice(i, i + step);
    series.push({ at: part[0]!.at, min: Math.min(...part.map(({ min }) => min)), max: Math.max(...part.map(({ max }) => max)) });
  }
  return { ...inUse, series };
}
