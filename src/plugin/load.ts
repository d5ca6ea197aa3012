import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from './contract.ts';
import { markLoaded, markOwn } from './own.ts';

/** A plug-in could not be loaded. The message says what, why, and what to do; it is meant for the user as it stands. */
export class PluginLoadError extends Error {
  override readonly name = 'PluginLoadError';
}

const isPath = (name: string): boolean => /^(?:\.{0,2}[/\\]|[A-Za-z]:[/\\])/.test(name) || /\.(?:[cm]?[jt]s|json)$/.test(name);

/** What a folder's parser may be called. */
const ENTRIES = ['index.mjs', 'index.js', 'plugin.mjs', 'pack.json'];

function entryOf(folder: string, name: string): string {
  const entry = ENTRIES.find((file) => existsSync(join(folder, file)));
  if (entry !== undefined) return join(folder, entry);
  throw new PluginLoadError(`Cannot load the parser ${name}: the folder has none of ${ENTRIES.join(', ')}. Name the file itself.`);
}

function locate(name: string, folder: string): string {
  if (isPath(name)) {
    const path = resolve(folder, name);
    if (!existsSync(path))
      throw new PluginLoadError(`Cannot load the parser ${name}: there is no file ${path}. Paths count from the current folder.`);
    return pathToFileURL(statSync(path).isDirectory() ? entryOf(path, name) : path).href;
  }
  try {
    return pathToFileURL(createRequire(resolve(folder, 'package.json')).resolve(name)).href;
  } catch {
    // A package with only an import condition cannot be found that way; the loader itself may still know it.
    return name;
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message.split('\n')[0] : undefined) ?? String(error);

/**
 * Loads a plug-in from a file (`./mine.mjs`), a folder with an index.mjs, an installed package, or a pattern pack (`./mine.json`), and
 * checks its shape. A module's default export, or its export `plugin`, is it.
 * @param folder relative paths and package names count from here
 * @throws PluginLoadError with words for the user
 */
export async function loadPlugin(name: string, folder: string): Promise<Plugin> {
  const plugin = await load(name, folder);
  markLoaded(plugin, { name, folder });
  return plugin;
}

async function load(name: string, folder: string): Promise<Plugin> {
  const url = locate(name, folder);
  if (url.endsWith('.json')) return loadPack(name, fileURLToPath(url));
  const module = await imported(name, url);
  const plugin: unknown = module['default'] ?? module['plugin'];
  if (plugin === undefined)
    throw new PluginLoadError(`Cannot load the parser ${name}: it exports no plug-in. Write: export default definePlugin({ … }).`);
  // It brings zod, which a run with the built-in parsers alone does not need.
  const { checkShape } = await import('./check/shape.ts');
  const problems: string[] = [];
  if (checkShape(plugin, (where, what) => void problems.push(`${where}: ${what}`))) {
    markOwn(plugin);
    return plugin;
  }
  throw new PluginLoadError(
    `Cannot load the parser ${name}: what it exports is no plug-in: ${problems.slice(0, 5).join('; ')}. See the Plugin interface of leak-stream/plugin.`,
  );
}

async function imported(name: string, url: string): Promise<Record<string, unknown>> {
  try {
    return (await import(url)) as Record<string, unknown>;
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'ERR_UNKNOWN_FILE_EXTENSION') {
      throw new PluginLoadError(
        `Cannot load the parser ${name}: this Node (${process.version}) does not read TypeScript. Build it to JavaScript first, or use Node 22.18 or newer.`,
      );
    }
    if (code === 'ERR_MODULE_NOT_FOUND' && url === name) {
      throw new PluginLoadError(
        `Cannot load the parser ${name}: no parser of that name comes with leak-stream, and no package of that name is installed here. A file needs a path: ./${name}.mjs.`,
      );
    }
    if (code === 'ERR_MODULE_NOT_FOUND' && /package 'leak-stream['/]/.test(reason(error))) {
      throw new PluginLoadError(
        `Cannot load the parser ${name}: it imports leak-stream, which is not installed where it lies. Run there: npm install <path of leak-stream>.`,
      );
    }
    throw new PluginLoadError(`Cannot load the parser ${name}: it failed while loading: ${reason(error)}`, { cause: error });
  }
}

async function loadPack(name: string, path: string): Promise<Plugin> {
  const { readPack } = await import('./pack.ts');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new PluginLoadError(`Cannot load the pattern pack ${name}: ${reason(error)}.`, { cause: error });
  }
  const read = readPack(text);
  if ('plugin' in read) {
    markOwn(read.plugin);
    return read.plugin;
  }
  const lines = read.problems.slice(0, 10).map(({ pointer, what, mend }) => `\n  ${name}#${pointer}: ${what}. ${mend}.`);
  const more = read.problems.length - lines.length;
  throw new PluginLoadError(`Cannot load the pattern pack ${name}:${lines.join('')}${more > 0 ? `\n  and ${more} more` : ''}`);
}

/**
 * The parsers to read with: those that come with leak-stream and the user's own beside or, where they say `replaces`, in place of them.
 * @throws PluginLoadError where two have one id, so that nobody could say which of them read a line
 */
export function joined(builtIn: readonly Plugin[], own: readonly Plugin[]): readonly Plugin[] {
  const seen = new Map<string, 'built-in' | 'own'>(builtIn.map(({ id }) => [id, 'built-in']));
  for (const { id } of own) {
    const taken = seen.get(id);
    if (taken === 'own')
      throw new PluginLoadError(`Two parsers are called ${id}: the same one was given twice, or two share an id. Give it once.`);
    if (taken === 'built-in')
      throw new PluginLoadError(
        `A parser called ${id} comes with leak-stream already. Give yours another id; with replaces: '${id}' it then takes that one's place.`,
      );
    seen.set(id, 'own');
  }
  own.forEach(markOwn);
  return [...builtIn, ...own];
}
