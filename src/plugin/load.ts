import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkShape } from './check/shape.ts';
import type { Plugin } from './contract.ts';

/** A plug-in could not be loaded. The message says what, why, and what to do; it is meant for the user as it stands. */
export class PluginLoadError extends Error {
  override readonly name = 'PluginLoadError';
}

const isPath = (name: string): boolean => /^(?:\.{0,2}[/\\]|[A-Za-z]:[/\\])/.test(name) || /\.[cm]?[jt]s$/.test(name);

function locate(name: string, folder: string): string {
  if (isPath(name)) {
    const path = resolve(folder, name);
    if (!existsSync(path))
      throw new PluginLoadError(`Cannot load the parser ${name}: there is no file ${path}. Paths count from the current folder.`);
    return pathToFileURL(path).href;
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
 * Loads a plug-in from a file (`./mine.mjs`) or an installed package, and checks its shape. Its default export, or its export `plugin`, is it.
 * @param folder relative paths and package names count from here
 * @throws PluginLoadError with words for the user
 */
export async function loadPlugin(name: string, folder: string): Promise<Plugin> {
  const url = locate(name, folder);
  let module: Record<string, unknown>;
  try {
    module = (await import(url)) as Record<string, unknown>;
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
    throw new PluginLoadError(`Cannot load the parser ${name}: it failed while loading: ${reason(error)}`, { cause: error });
  }
  const plugin: unknown = module['default'] ?? module['plugin'];
  if (plugin === undefined)
    throw new PluginLoadError(`Cannot load the parser ${name}: it exports no plug-in. Write: export default definePlugin({ … }).`);
  const problems: string[] = [];
  if (checkShape(plugin, (where, what) => void problems.push(`${where}: ${what}`))) return plugin;
  throw new PluginLoadError(
    `Cannot load the parser ${name}: what it exports is no plug-in: ${problems.slice(0, 5).join('; ')}. See the Plugin interface of leak-stream/plugin.`,
  );
}
