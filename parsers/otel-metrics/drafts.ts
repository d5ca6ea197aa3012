import type { EventDraft } from 'leak-stream/plugin';
import { figureOf, isState, type Figure } from './figures.ts';
import { runtimeOf } from './runtimes.ts';
import type { Point } from './shapes/points.ts';

/** What belongs to one pool at one instant. */
interface Group {
  readonly point: Point;
  readonly name: string | undefined;
  readonly figures: Map<Figure, number>;
  /** The value that tells how many are in use, or another one. */
  told: Point;
}

/** More connections than any pool has. */
const MOST = 1_000_000;
const PLACES = ['inUse', 'idle', 'open', 'max', 'pending', 'waitCount', 'waitDurationMs'] as const;
/** What calls a pool by its name, best first; a database's name tells pools apart as well. */
const NAMES = [
  'db.client.connection.pool.name', 'db.client.connections.pool.name', 'pool.name', 'pool_name', 'pool', 'datasource', 'name', 'db.namespace', 'db.name',
]; // prettier-ignore

const nameOf = ({ attributes }: Point): string | undefined =>
  NAMES.map((key) => attributes.get(key)).find((name) => name !== undefined && name !== '');
/** All that tells a pool from another one. */
const identityOf = ({ attributes }: Point): readonly string[] =>
  [...attributes].filter(([key]) => !isState(key)).map(([key, value]) => `${key}=${value}`).sort(); // prettier-ignore

/** The groups of some values: by pool, and another one whenever a figure comes again. */
function groupsOf(points: readonly Point[]): Group[] {
  const done: Group[] = [];
  const open = new Map<string, Group>();
  for (const point of points) {
    const found = figureOf(point);
    if (found === undefined || (found.value > MOST && (PLACES.slice(0, 5) as readonly Figure[]).includes(found.figure))) continue;
    const name = nameOf(point);
    const key = `${point.scope ?? ''}\n${name ?? identityOf(point).join('\n')}`;
    let group = open.get(key);
    if (group === undefined || group.figures.has(found.figure)) {
      group = { point, name, figures: new Map(), told: point };
      open.set(key, group);
      done.push(group);
    }
    group.figures.set(found.figure, found.value);
    if (found.figure === 'inUse') group.told = point;
  }
  return done;
}

/** What tells pools apart that nothing names: of the attributes those that not all of them share. */
function namesApart(groups: readonly Group[]): ReadonlyMap<Group, string> {
  const unnamed = groups.filter(({ name }) => name === undefined).map((group) => [group, identityOf(group.point)] as const);
  const shared = (attribute: string): boolean => unnamed.every(([, own]) => own.includes(attribute));
  return new Map(
    unnamed.flatMap(([group, own]): [Group, string][] => {
      const apart = own.filter((attribute) => !shared(attribute));
      return apart.length === 0 ? [] : [[group, apart.join(',').slice(0, 120)]];
    }),
  );
}

/** The value as OpenTelemetry writes it, for the line of an exporter is long: `db.client.connection.count{state=used} 3`. */
function quoted({ name, attributes, value }: Point): string {
  const said = [...attributes].map(([key, one]) => `${key}=${one}`).join(',');
  return `${name}${said === '' ? '' : `{${said}}`} ${value}`;
}

function draftOf({ figures, told }: Group, pool: string | undefined): EventDraft | undefined {
  const at = told.at;
  const common = { ...(pool !== undefined && { pool }), ...(at !== undefined && { at }), runtime: runtimeOf(told), text: quoted(told) };
  const [open, idle, max] = [figures.get('open'), figures.get('idle'), figures.get('max')];
  const inUse = figures.get('inUse') ?? (open !== undefined && idle !== undefined && idle <= open ? open - idle : undefined);
  if (inUse === undefined) return max === undefined || max === 0 ? undefined : { kind: 'pool-configuration', max, ...common };
  const read: { [place in (typeof PLACES)[number]]?: number } = {};
  const counters: Record<string, number> = {};
  for (const [figure, value] of figures) {
    if ((PLACES as readonly string[]).includes(figure)) read[figure as (typeof PLACES)[number]] = value;
    else counters[figure] = value;
  }
  const totals = Object.keys(counters).length > 0 ? { counters } : {};
  return { kind: 'pool-snapshot', ...read, inUse, ...totals, occasion: 'periodic', ...common };
}

/** The samples in some values of metrics: one for each pool; the limit alone is a setting. */
export function draftsOf(points: readonly Point[]): EventDraft[] | undefined {
  const groups = groupsOf(points);
  const apart = namesApart(groups);
  const drafts = groups.flatMap((group) => draftOf(group, group.name ?? apart.get(group)) ?? []);
  return drafts.length > 0 ? drafts : undefined;
}
