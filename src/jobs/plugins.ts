import { plugins as builtIn } from '../../parsers/index.ts';
import type { Plugin } from '../plugin/contract.ts';
import { addressOf } from '../plugin/own.ts';
import type { PluginAddress } from '../plugin/own.ts';

/** Where another thread finds a plug-in: functions do not cross. */
export type PluginOrigin = { readonly id: string } | PluginAddress;

/** @returns undefined where one of them is known only to this thread */
export function originsOf(plugins: readonly Plugin[]): readonly PluginOrigin[] | undefined {
  const origins = plugins.flatMap((plugin) => (builtIn.includes(plugin) ? { id: plugin.id } : (addressOf(plugin) ?? [])));
  return origins.length === plugins.length ? origins : undefined;
}

/** @throws PluginLoadError where one is not there any more */
export const pluginsOf = (origins: readonly PluginOrigin[]): Promise<readonly Plugin[]> =>
  Promise.all(origins.map((origin) => ('id' in origin ? (builtIn.find(({ id }) => id === origin.id) as Plugin) : loaded(origin))));

async function loaded({ name, folder }: PluginAddress): Promise<Plugin> {
  const { loadPlugin } = await import('../plugin/load.ts');
  return loadPlugin(name, folder);
}
