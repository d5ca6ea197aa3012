import type { Plugin } from './contract.ts';

const own = new WeakSet<Plugin>();

/** Notes that a plug-in is the user's, beside those that come with leak-stream. */
export const markOwn = (plugin: Plugin): void => void own.add(plugin);

/** Whether a plug-in is the user's. What it reads is its alone: whoever gives a parser knows that log better. */
export const isOwn = (plugin: Plugin): boolean => own.has(plugin);
