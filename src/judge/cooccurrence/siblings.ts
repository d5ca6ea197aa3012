import { candidatesOf } from './candidates.ts';
import { together } from './fold.ts';
import { within, type Group } from './groups.ts';
import type { Intervals, Key } from './types.ts';

/**
 * Two routes that differ in one literal segment where the name of an item stands, with the same method and the same status: `/recipes/{id}/translations/it` and
 * `…/fr`. Where both leak, one handler with a parameter there, or a helper of both, is far likelier than two bugs of the same kind side by side.
 * @returns the group that both are together, undefined where they are no siblings
 */
export function joinedAs(a: Group, b: Group, used: number): Group | undefined {
  const kind = [...a.keys, ...b.keys].some((key) => key.kind === 'route-status') ? 'route-status' : 'route';
  const [one, other] = [a, b].map(({ keys }) => keys.find((key) => key.kind === kind));
  const pattern = one?.status === other?.status ? patternOf(one?.route, other?.route) : undefined;
  if (pattern === undefined || !one || !other) return undefined;
  // of siblings that were joined already one key stands for all names
  const namesOf = ({ names, keys, alike }: Group, key: Key): readonly string[] => (alike ? names : [names[keys.indexOf(key)]!]);
  const names = [...namesOf(a, one), ...namesOf(b, other)];
  const alike = [...(a.alike ?? [one.route!]), ...(b.alike ?? [other.route!])];
  return asOne(names, [one, other], pattern, alike, used);
}

/**
 * Two routes of which a warning or an error says the same words, but for the route itself: `request path=/cranes/<*>/lift err="crane is in maintenance"` and `…/slew …`.
 * Where both leak with these words, whoever found the trouble for both is far likelier to have lost the connection than two handlers side by side.
 * @returns the group of those lines of both, undefined where they do not speak alike
 */
export function saidAlike(a: Group, b: Group, { keys }: Intervals, used: number): Group | undefined {
  // of what was joined already the lines of each route
  const own = [a, b].flatMap((group) => (group.alike ? group.names.flatMap((name) => keys.get(name) ?? []) : group.keys));
  const routes = [...new Set(own.flatMap(({ route }) => route ?? []))].sort();
  for (const { template, route, ended } of own) {
    const words = template !== undefined && route !== undefined && ended ? template.split(pathOf(route)) : [];
    if (words.length !== 2 || routes.length < 2) continue;
    const said = routes.map((one) => [one, `t ${words.join(pathOf(one))}`] as const);
    const found = said.flatMap(([one, name]) => [keys.get(name)].flatMap((key) => (key?.ended === true && key.route === one ? [key] : [])));
    if (found.length < routes.length) continue;
    return inWords(said.map(([, name]) => name), found, words.join('<*>'), routes, used); // prettier-ignore
  }
  return undefined;
}

/** A route's path as it stands in a template. */
const pathOf = (route: string): string => route.replace(/^[A-Z]+ /, '').replace(/\{[^}]*\}/g, '<*>');

function inWords(names: readonly string[], keys: readonly Key[], template: string, alike: readonly string[], used: number): Group {
  const { route: _, ...key } = together(keys, '');
  return { names, keys: [{ ...key, template }], alike, ...within(key, used) };
}

/**
 * The one segment in which they differ left open. A name in the place of an id stands in a collection that belongs to an item, `{id}/translations/`: without an id before
 * it nobody knows whether `/api/orders` and `/api/payments` are two items or two collections, and right behind an id `cancel` and `refund` are two handlers.
 */
function patternOf(a: string | undefined, b: string | undefined): string | undefined {
  const [one, other] = [a?.split('/') ?? [], b?.split('/') ?? []];
  const apart = one.flatMap((word, i) => (word === other[i] ? [] : [i]));
  const [at = 0] = apart;
  const isParameter = (word: string | undefined): boolean => word?.startsWith('{') === true;
  const isName = (word: string | undefined): boolean => word !== undefined && word !== '' && (!isParameter(word) || word === '{id}');
  const inCollection = isParameter(one[at - 2]) && !isParameter(one[at - 1]);
  if (one.length !== other.length || apart.length !== 1 || !inCollection || !isName(one[at]) || !isName(other[at])) return undefined;
  return [...one.slice(0, at), '{id}', ...one.slice(at + 1)].join('/');
}

function asOne(names: readonly string[], keys: readonly Key[], pattern: string, alike: readonly string[], used: number): Group {
  const key = together(keys, pattern);
  return { names, keys: [key], alike, ...within(key, used) };
}

/** What a group of other intervals is in these: the keys of its names that have lines here. */
export function sameIn(value: Intervals, used: number, { names, keys: [head], alike }: Group): Group | undefined {
  const all = new Map(candidatesOf(value));
  const known = names.flatMap((name): [string, Key][] => {
    const key = all.get(name);
    return key ? [[name, key]] : [];
  });
  const [first] = known;
  const keys = known.map(([, key]) => key);
  if (alike && head && first)
    return head.route === undefined ? inWords(names, keys, head.template ?? '', alike, used) : asOne(names, keys, head.route, alike, used);
  return first && { names: known.map(([name]) => name), keys, ...within(first[1], used) };
}
