import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Which rooms a room may look into besides itself. Imports go down only. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  model: [],
  plugin: ['model'],
  read: ['model', 'plugin'],
  judge: ['model'],
  show: ['model'],
  live: ['model', 'judge', 'show'],
  cli: ['model', 'plugin', 'read', 'judge', 'show', 'live', 'parsers', 'library'],
  library: ['model', 'plugin', 'read', 'judge', 'parsers'],
  // what a stranger writes imports 'leak-stream/plugin' and nothing else; the list of parsers imports the parsers
  parsers: [],
};

const roomOf = (path: string): string => {
  const [top, room] = relative(root, path).split('/');
  if (top === 'parsers') return 'parsers';
  return room !== undefined && room in MAY_IMPORT ? room : 'library';
};

const files = ['src', 'parsers'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(root, folder, name)),
);

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(?<path>[^']+)'/g)].flatMap((match) => match.groups?.['path'] ?? []);

test('imports go down only', () => {
  const up = files.flatMap((file) =>
    importsOf(file)
      .filter((path) => path.startsWith('.'))
      .map((path) => resolve(dirname(file), path))
      .filter((target) => roomOf(target) !== roomOf(file) && !MAY_IMPORT[roomOf(file)]?.includes(roomOf(target)))
      .map((target) => `${relative(root, file)} → ${relative(root, target)}`),
  );
  expect(up).toEqual([]);
});

/** The steps in which the judge observes, and comes to its conclusion: each looks into those before it, and into none behind. */
const STEPS = {
  observe: ['work', 'alarms', 'figures', 'holds', 'process', 'server'],
  conclude: ['words', 'case', 'fates', 'claims', 'suspects', 'steps', 'server', 'report'],
};

test.each(Object.entries(STEPS))('a step of %s knows nothing of those that come after it', (room, steps) => {
  const within = join(root, 'src/judge', room);
  const stepOf = (path: string): number => steps.indexOf(relative(within, path).split('/')[0] as string);
  const inside = files.filter((file) => file.startsWith(`${within}/`));
  expect(inside.filter((file) => stepOf(file) < 0)).toEqual([]);
  const ahead = inside.flatMap((file) =>
    importsOf(file)
      .map((path) => resolve(dirname(file), path))
      .filter((target) => target.startsWith(`${within}/`) && stepOf(target) > stepOf(file))
      .map((target) => `${relative(within, file)} → ${relative(within, target)}`),
  );
  expect(ahead).toEqual([]);
});

const below = new Map(
  files.map((file) => [file, importsOf(file).flatMap((path) => (path.startsWith('.') ? [resolve(dirname(file), path)] : []))]),
);

/** Ways from a place back to itself. */
function circlesOf(ahead: ReadonlyMap<string, Iterable<string>>): string[] {
  const done = new Set<string>();
  const circleFrom = (place: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(place)) return [...way.slice(way.indexOf(place)), place];
    if (done.has(place)) return undefined;
    for (const next of ahead.get(place) ?? []) {
      const circle = circleFrom(next, [...way, place]);
      if (circle !== undefined) return circle;
    }
    done.add(place);
    return undefined;
  };
  return [...ahead.keys()].flatMap((place) => {
    const circle = circleFrom(place, []);
    return circle === undefined ? [] : [circle.map((name) => relative(root, name)).join(' → ')];
  });
}

test('no files import each other in a circle', () => expect(circlesOf(below)).toEqual([]));

test('rooms side by side, however deep, look into each other in one direction', () => {
  const beside = new Map<string, Set<string>>();
  for (const [file, targets] of below)
    for (const target of targets) {
      const [from, to] = [file.split('/'), target.split('/')];
      const common = from.findIndex((part, i) => part !== to[i]);
      if (common >= from.length - 1 || common >= to.length - 1) continue;
      const [room, other] = [from, to].map((path) => path.slice(0, common + 1).join('/')) as [string, string];
      beside.set(room, (beside.get(room) ?? new Set()).add(other));
    }
  expect(beside.size).toBeGreaterThan(50);
  expect(circlesOf(beside)).toEqual([]);
});

test('a parser imports the published contract and its own folder only', () => {
  const foreign = files
    .filter((file) => roomOf(file) === 'parsers' && file !== join(root, 'parsers/index.ts'))
    .flatMap((file) => {
      const folder = join(root, 'parsers', relative(join(root, 'parsers'), file).split('/')[0] ?? '');
      return importsOf(file)
        .filter((path) => (path.startsWith('.') ? !resolve(dirname(file), path).startsWith(`${folder}/`) : path !== 'leak-stream/plugin'))
        .map((path) => `${relative(root, file)} → ${path}`);
    });
  expect(foreign).toEqual([]);
});

test('the judge touches no stream, no file, no clock and no chance', () => {
  const impure = files
    .filter((file) => roomOf(file) === 'judge')
    .filter((file) => /'node:(?!crypto)|Date\.now|new Date\(\)|Math\.random/.test(readFileSync(file, 'utf8')));
  expect(impure).toEqual([]);
});

test('only the command line knows the process', () => {
  const knowing = files
    .filter((file) => roomOf(file) !== 'cli')
    .filter((file) =>
      /(?<!')\bprocess\.(?:env|argv|stdin|stdout|stderr|exit|exitCode|cwd|on|once|kill|platform|pid|memoryUsage|hrtime|chdir|umask)\b/.test(
        readFileSync(file, 'utf8').replace(/^\s*(\/\/|\*).*$/gm, ''),
      ),
    );
  expect(knowing.map((file) => relative(root, file))).toEqual([]);
});

test('no source file is longer than its reason', () => {
  // Above 200 lines a file needs a reason here.
  const reasons: Record<string, string> = {
    'src/model/event.ts': 'the whole vocabulary of events on one page',
  };
  // samples of plug-ins and word lists are data
  const code = files.filter((file) => !/parsers\/[^/]+\/samples(?:\.ts$|\/)|\/tables\//.test(file));
  const long = code
    .map((file) => [relative(root, file), readFileSync(file, 'utf8').split('\n').length] as const)
    .filter(([name, lines]) => lines > 200 && !(name in reasons));
  expect(long).toEqual([]);
});
