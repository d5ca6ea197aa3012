import type { Group } from './groups.ts';
import type { Placed } from './steps.ts';
import type { Attribution, Intervals, Key, KeyLine } from './types.ts';

/** From this share of an interval's steps on, the interval counts as one where the suspect leaked. */
const LEAST_SHARE = 0.25;
const MOST_INTERVALS = 200;
const MOST_EVIDENCE = 10;

/** What of the steps falls to a group. */
export interface Share {
  /** Steps that fall to it, by interval with a step. */
  readonly fall: readonly number[];
  readonly probability: number;
  readonly confidence: number;
  readonly gain: number;
  readonly cost: number;
}

/** Puts a group's share of the steps into words that a report can use. */
export function describe(value: Intervals, placed: Placed, group: Group, { fall, probability, ...share }: Share): Attribution {
  const leaking = placed.at.flatMap((position, i) => {
    const { from, to, at } = value.intervals[position]!;
    return fall[i]! / placed.steps[i]! >= LEAST_SHARE ? [{ from, to, at, share: fall[i]! }] : [];
  });
  const { keys } = group;
  const routes = [...new Set(keys.flatMap(({ route }) => route ?? []))];
  const [route, template] = [routes[0], keys.find((key) => key.template !== undefined)?.template];
  // Some of the route's requests say so; as often as all of them does it run.
  const said = template !== undefined && keys.every(({ kind }) => kind !== 'route');
  const silent = keys.every((key) => key.silent);
  const logger =
    group.names.find((name) => name.startsWith('g ')) === undefined ? undefined : keys.find((key) => key.kind === 'template')?.logger;
  const whole = silent ? value.keys.get(`t ${template}`)?.total : said ? value.keys.get(`r ${route}`)?.total : undefined;
  const statuses = keys.flatMap((key) => (key.route === route ? (key.status ?? []) : []));
  return {
    ...(route !== undefined && { route }),
    ...(statuses.length === 1 && { status: statuses[0]! }),
    ...(template !== undefined && { template }),
    routes,
    ...(group.alike && { alike: group.alike }),
    keys: keys.map(nameOf),
    leaked: fall.reduce((a, b) => a + b, 0),
    probability: Math.min(1, probability),
    occurrences: group.total,
    ...(whole !== undefined && { runs: whole }),
    afterwards: (keys[0]?.total ?? group.total) - group.total,
    ended: keys.some((key) => key.ended),
    ...(silent && { silent }),
    ...(logger !== undefined && { logger }),
    ...share,
    intervals: leaking.slice(0, MOST_INTERVALS).map(({ to, at, share }) => ({ sample: to, at, share })),
    evidence: evidenceOf(keys, (sample) => leaking.some(({ from, to }) => from <= sample && sample <= to)),
  };
}

const nameOf = ({ route, status, template }: Key): string => template ?? (status === undefined ? route! : `${route} ${status}`);

/** The lines that were kept from leaking intervals, each once; where none was, the first and the last of all. One before the first step may have lost nothing. */
function evidenceOf(keys: readonly Key[], leaking: (sample: number) => boolean): KeyLine[] {
  const lines = new Map<string, KeyLine>();
  const take = (line: KeyLine): unknown => lines.size < MOST_EVIDENCE && lines.set(`${line.byte} ${line.source}`, line);
  const raised = keys.flatMap((key) => key.raised.filter(({ sample }) => leaking(sample)));
  for (const { line } of raised.sort((a, b) => a.sample - b.sample)) take(line);
  if (lines.size === 0) for (const { first, last } of keys.slice(0, 1)) [first, last].forEach(take);
  // Sources that follow each other (rotated files) are told apart by time.
  return [...lines.values()].sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || a.byte - b.byte);
}
