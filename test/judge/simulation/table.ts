import type { Named, Outcome } from './logs/judged.ts';

/** Wilson's interval of 95 % for a share. */
export function interval(hits: number, of: number): readonly [low: number, high: number] {
  if (of === 0) return [0, 1];
  const z = 1.96;
  const p = hits / of;
  const middle = p + z ** 2 / (2 * of);
  const half = z * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2));
  const all = 1 + z ** 2 / of;
  return [Math.max(0, (middle - half) / all), Math.min(1, (middle + half) / all)];
}

const percent = (share: number): string => `${(100 * share).toFixed(1)}`;
/** `12 of 480: 2.5 (1.4–4.3)`, in per cent. */
const shareOf = (hits: number, of: number): string =>
  of === 0 ? '–' : `${percent(hits / of)} (${interval(hits, of).map(percent).join('–')}) of ${of}`;
const plain = (hits: number, of: number): string => (of === 0 ? '–' : `${percent(hits / of)} of ${of}`);

export const isLeaking = ({ truth }: Outcome): boolean => truth.verdict === 'leak';
const saysLeak = ({ verdict }: Outcome): boolean => verdict === 'leak';
const count = <T>(of: readonly T[], which: (one: T) => boolean): number => of.filter(which).length;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** One line of the main table. */
function line(name: string, all: readonly Outcome[]): string[] {
  const honest = all.filter((one) => !isLeaking(one));
  const leaking = all.filter(isLeaking);
  const found = leaking.filter(saysLeak);
  const named = found.filter((one) => one.named.length > 0);
  return [
    name,
    String(all.length),
    plain(count(all, ({ verdict }) => verdict !== 'inconclusive'), all.length),
    shareOf(count(honest, saysLeak), honest.length),
    plain(found.length, leaking.length),
    plain(count(leaking, ({ verdict }) => verdict === 'inconclusive'), leaking.length),
    plain(named.length, found.length),
    plain(count(named, (one) => one.named[0]?.right === true), named.length),
    String(named.reduce((sum, one) => sum + count(one.named, ({ right }) => !right), 0)),
  ]; // prettier-ignore
}

const HEAD = [
  '',
  'logs',
  'decided %',
  'false leak % (95 %)',
  'found %',
  'leak left open %',
  'names somebody %',
  'first is right %',
  'wrong names',
];

function groups(all: readonly Outcome[], by: (one: Outcome) => string | undefined, order?: readonly string[]): [string, Outcome[]][] {
  const found = new Map<string, Outcome[]>((order ?? []).map((name) => [name, []]));
  for (const one of all) {
    const name = by(one);
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), one]);
  }
  return [...found].filter(([, list]) => list.length > 0);
}

export const sizeOf = ({ truth }: Outcome): string | undefined =>
  truth.leaked === 0 ? undefined : truth.leaked === 1 ? '1' : truth.leaked < 5 ? '2–4' : truth.leaked < 10 ? '5–9' : '10 and more';

/** What is claimed with a confidence, and whether it holds. */
export interface Claim {
  readonly confidence: number;
  readonly right: boolean;
}

/** Claims by stated confidence, in tenths; the last bucket is from 0.95 on. */
export function buckets(
  claims: readonly Claim[],
): { readonly name: string; readonly stated: number; readonly hits: number; readonly of: number }[] {
  const edges = [0, 0.35, 0.55, 0.65, 0.75, 0.85, 0.95, 1.01];
  return edges.slice(0, -1).flatMap((from, i) => {
    const to = edges[i + 1] as number;
    const list = claims.filter(({ confidence }) => confidence >= from && confidence < to);
    if (list.length === 0) return [];
    return [{
      name: `${from.toFixed(2)}–${Math.min(to, 1).toFixed(2)}`,
      stated: list.reduce((sum, one) => sum + one.confidence, 0) / list.length,
      hits: count(list, ({ right }) => right),
      of: list.length,
    }]; // prettier-ignore
  });
}

/** Verdicts that claim something, and whether they are right. */
export const verdictClaims = (all: readonly Outcome[]): Claim[] =>
  all.filter(({ verdict }) => verdict !== 'inconclusive').map(({ verdict, confidence, truth }) => ({ confidence, right: truth.right.includes(verdict) })); // prettier-ignore

const calibration = (name: string, claims: readonly Claim[]): string[][] =>
  buckets(claims).map(({ name: bucket, stated, hits, of }) => {
    const [low, high] = interval(hits, of);
    const off = stated < low - 0.05 ? 'too modest' : stated > high + 0.05 ? 'TOO SURE' : stated < low || stated > high ? 'within 5 points' : 'holds';
    return [name, bucket, percent(stated), shareOf(hits, of), off];
  }); // prettier-ignore

const byName = <T>(list: readonly T[], key: (one: T) => string): [string, T[]][] => {
  const found = new Map<string, T[]>();
  for (const one of list) found.set(key(one), [...(found.get(key(one)) ?? []), one]);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
};

/** All tables, as Markdown. */
export function tables(all: readonly Outcome[]): string {
  const by = (title: string, key: (one: Outcome) => string | undefined, order?: readonly string[]): string =>
    `**${title}**\n\n${table(HEAD, groups(all, key, order).map(([name, list]) => line(name, list)))}`; // prettier-ignore
  const leakNames: Named[] = all.flatMap(({ named }) => named);
  const CALIBRATION = ['claim', 'stated between', 'stated on average %', 'right % (95 %)', ''];
  return [
    by('By runtime', ({ wish }) => wish.runtime),
    by('By length of the log', ({ wish }) => wish.length, ['10 min', '30 min', '1 h', '6 h', '1 day', '3 days']),
    by('By load', ({ wish }) => wish.shape),
    by('By connections leaked', sizeOf, ['1', '2–4', '5–9', '10 and more']),
    by('Five and more leaked, and a time seen in which nothing else was out', ({ truth, wish }) => (truth.clear ? wish.runtime : undefined)),
    by('By what else is wrong', ({ wish }) => `${wish.trouble}${wish.trouble === 'leak' ? '' : `, slow jobs: ${wish.slowJobs}`}`),
    by('By who takes and who gives back (with stacks)', ({ wish }) => (wish.stacks ? wish.app.structure : undefined)),
    `**Confidence of verdicts**\n\n${table(CALIBRATION, byName(all, ({ verdict, wish }) => `${verdict}, ${wish.runtime}`).flatMap(([name, list]) => calibration(name, verdictClaims(list))))}`,
    `**Confidence of suspects**\n\n${table(CALIBRATION, byName(leakNames, ({ method, rule }) => (rule === '' ? method : `${method}, ${rule}`)).flatMap(([name, list]) => calibration(name, list)))}`,
    `**Why nothing was decided**\n\n${table(['reasons', 'leaking', 'saturated', 'honest'], byName(all.filter(({ verdict }) => verdict === 'inconclusive'), ({ reasons, wish }) => `${wish.runtime}: ${reasons.join(', ') || 'nothing to judge by'}`).map(([name, list]) => [name, ...(['leak', 'saturation', 'healthy'] as const).map((truth) => String(count(list, (one) => one.truth.verdict === truth)))]))}`,
  ].join('\n\n'); // prettier-ignore
}
