import { existsSync, readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { CliError, refusal } from '../error.ts';

/** The files of a source tree that have one of the wanted names. */
export interface SourceTree {
  /** Absolute, without links. */
  readonly root: string;
  /** Where paths in reports begin: the repository that the tree is in, else the tree itself. */
  readonly base: string;
  /** Name → paths relative to `root`, with `/`, sorted. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

/** Folders that hold other people's code or none. Anything else may be a package: `build` and `target` too. */
const SKIPPED = new Set(['node_modules', '__pycache__']);
/** More entries than any repository that somebody waits for. */
const ENTRIES = 500_000;
const DEPTH = 40;

/**
 * Looks for files by name. Links are not followed, so nothing outside the tree is ever found.
 * @throws CliError where the folder cannot be read
 */
export function sourceTree(folder: string, wanted: ReadonlySet<string>): SourceTree {
  const root = rootOf(folder);
  const byName = new Map<string, string[]>();
  let seen = 0;
  const walk = (path: string, depth: number): void => {
    for (const entry of entriesOf(path)) {
      if (++seen > ENTRIES) return;
      if (entry.name.startsWith('.')) continue;
      const inside = join(path, entry.name);
      if (entry.isDirectory()) {
        if (depth < DEPTH && !SKIPPED.has(entry.name)) walk(inside, depth + 1);
      } else if (entry.isFile() && wanted.has(entry.name)) {
        byName.set(entry.name, [...(byName.get(entry.name) ?? []), relative(root, inside).split(sep).join('/')]);
      }
    }
  };
  walk(root, 0);
  return { root, base: repositoryOf(root), byName };
}

function rootOf(folder: string): string {
  try {
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error('it is no folder'));
    return realpathSync(folder);
  } catch (error) {
    throw new CliError(`cannot read the sources in ${folder}`, { where: '--source-root', why: refusal(error) });
  }
}

/** A folder that may not be read holds nothing for us. */
function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** Code scanning and reviewers count paths from the repository's root. */
function repositoryOf(root: string): string {
  for (let path = root; ; path = dirname(path)) {
    if (existsSync(join(path, '.git'))) return path;
    if (dirname(path) === path) return root;
  }
}
