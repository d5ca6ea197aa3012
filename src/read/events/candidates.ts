import { isOwn } from '../../plugin/own.ts';
import type { Plugin } from '../../plugin/contract.ts';
import type { Reading } from '../../plugin/read-record.ts';
import type { HintIndex } from '../hints/index.ts';
import type { LogRecord } from '../types.ts';

/** The plug-ins of which a hint stands anywhere in the record. */
export function candidatesFor(record: LogRecord, hints: HintIndex): readonly Plugin[] {
  // What a layout leaves of a plain line is a part of it; what was unfolded may be nowhere in it.
  const within = record.fields === undefined && (record.message.length === 0 || record.raw.endsWith(record.message));
  const lines = within ? record.tail : [record.message, ...record.tail];
  // java.util.logging names the logger in a line of its own, above the message.
  const above = record.layout === 'java-util-logging' && record.logger !== undefined;
  return hints.pluginsIn(record.raw, above ? [record.logger, ...lines] : lines);
}

const NOTHING: readonly Reading[] = [];

/** Asks the candidates in turn. A record that the user's own parsers read is not shown to the others. */
export function readingsBy(candidates: readonly Plugin[], ask: (plugin: Plugin) => Reading | undefined): readonly Reading[] {
  if (candidates.length === 1) {
    const reading = ask(candidates[0] as Plugin);
    return reading === undefined ? NOTHING : [reading];
  }
  if (candidates.some(isOwn)) {
    const own = candidates.filter(isOwn).flatMap((plugin) => ask(plugin) ?? []);
    return own.length > 0 ? own : candidates.filter((plugin) => !isOwn(plugin)).flatMap((plugin) => ask(plugin) ?? []);
  }
  return candidates.flatMap((plugin) => ask(plugin) ?? []);
}
