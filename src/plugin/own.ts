import type { Plugin } from './contract.ts';

const own = new WeakSet<Plugin>();

/** Notes that a plug-in is the user's, beside those that come with leak-stream. */
export const markOwn = (plugin: Plugin): void => void own.add(plugin);

/** Whether a plug-in is the user's. What it reads is its alone: whoever gives a parser knows that log better. */
export const isOwn = (plugin: Plugin): boolean => own.has(plugin);

/** What a plug-in was loaded by: a name as the user gave it, and the folder from which it counts. */
export interface PluginAddress {
  readonly name: string;
  readonly folder: string;
}

const addresses = new WeakMap<Plugin, PluginAddress>();

/** Notes where a plug-in was loaded from. */
export const markLoaded = (plugin: Plugin, address: PluginAddress): void => void addresses.set(plugin, address);

/** Where a plug-in was loaded from, so that another thread can load it again; undefined for every other one. */
export const addressOf = (plugin: Plugin): PluginAddress | undefined => addresses.get(plugin);
