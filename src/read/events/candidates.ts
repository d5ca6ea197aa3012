import { isOwn } from '../../plugin/own.ts';
import type { Plugin } from '../../plugin/contract.ts';
import { unsaid, type Reading } from '../../plugin/read-record.ts';
import type { HintIndex } from '../hints/index.ts';
import type { LogRecord } from '../types.ts';

const NO_PLUGINS: readonly Plugin[] = [];

/** The plug-ins of which a hint stands anywhere in the record. */
export function candidatesFor(record: LogRecord, hints: HintIndex): readonly Plugin[] {
  // What a layout leaves of a plain line is a part of it; what was unfolded may be nowhere in it.
  const within = record.fields === undefined && (record.message.length === 0 || record.raw.endsWith(record.message));
  const lines = within ? record.tail : [record.message, ...record.tail];
  // java.util.logging names the logger in a line of its own, above the message.
  const above = record.layout === 'java-util-logging' && record.logger !== undefined;
  if (record.hinted === false && lines.length === 0 && !above) return NO_PLUGINS;
  return hints.pluginsIn(record.raw, above ? [record.logger, ...lines] : lines);
}

const NOTHING: readonly Reading[] = [];

type Ask = (plugin: Plugin) => Reading | undefined;

/** Asks the candidates in turn. A record that the user's own parsers read is not shown to the others. */
export function readingsBy(candidates: readonly Plugin[], ask: Ask): readonly Reading[] {
  if (candidates.length === 1) {
    const reading = ask(candidates[0] as Plugin);
    return reading === undefined ? NOTHING : [reading];
  }
  if (candidates.some(isOwn)) {
    const own = askAll(candidates.filter(isOwn), ask);
    return own.length > 0 ? own : askAll(candidates.filter((plugin) => !isOwn(plugin)), ask); // prettier-ignore
  }
  return askAll(candidates, ask);
}

/** Those whose words are anybody's come last, and say nothing that the others have said. */
function askAll(candidates: readonly Plugin[], ask: Ask): readonly Reading[] {
  const readings: Reading[] = [];
  for (const plugin of candidates) {
    const reading = plugin.general === true ? undefined : ask(plugin);
    if (reading !== undefined) readings.push(reading);
  }
  for (const plugin of candidates) {
    const reading = plugin.general === true ? ask(plugin) : undefined;
    const rest = reading && unsaid(reading, readings);
    if (rest !== undefined) readings.push(rest);
  }
  return readings;
}
