import type { EventDraft, TimedEvent } from '../../model/event.ts';
import type { Plugin, RecordView } from '../../plugin/contract.ts';
import { PluginFault } from '../../plugin/match.ts';
import { readRecord, type Reading } from '../../plugin/read-record.ts';
import type { Tally } from '../tally.ts';
import type { LogRecord } from '../types.ts';
import { quoted, viewOf } from '../view.ts';
import { readingsBy } from './candidates.ts';
import type { Interner } from '../intern.ts';
import { isInside, type EventsOptions } from './options.ts';
import { ownDraft } from './own.ts';
import { stampDraft, stampOwn, type Stamp } from './stamp.ts';
import type { Told } from './told.ts';

const NOTHING: readonly Reading[] = [];

/*
 * The two places where plug-ins' own code and data come in. One that breaks its contract is named in a notice and left out; the others go on.
 */

/**
 * What the plug-ins read in a record. Rules are pure: what they were shown they read alike the next time. The one thing in it that does not come again is the time,
 * which is in `raw`: what was read after a look at that is not remembered.
 * @param told what was found out about the same record before
 */
export function readingsOf(record: LogRecord, plugins: readonly Plugin[], tally: Tally, intern: Interner, told?: Told): readonly Reading[] {
  if (plugins.length === 0) return NOTHING;
  if (told === undefined) return ask(record, plugins, tally, viewOf(record)).readings;
  const { readings: before } = told;
  const { thread, severity, at, raw } = record;
  const timed = at !== null;
  if (before?.thread === thread && before?.severity === severity && before?.timed === timed) return before.all;
  let looked = false;
  const view = {
    ...viewOf(record),
    get raw(): string {
      looked = true;
      return raw;
    },
  };
  const { readings, faults } = ask(record, plugins, tally, view);
  if (looked || faults > 0) return readings;
  const all = readings.map((reading) => ownReading(reading, intern));
  told.readings = { thread, severity, timed, all };
  return all;
}

/** A reading that is used again and again, where nothing of it has to be looked at for each record. */
function ownReading(reading: Reading, intern: Interner): Reading {
  const drafts = reading.drafts.map((draft) => ownDraft(draft, intern));
  return drafts.every((draft) => draft !== undefined) ? { ...reading, drafts, own: true } : reading;
}

function ask(
  record: LogRecord,
  plugins: readonly Plugin[],
  tally: Tally,
  view: RecordView,
): { readonly readings: readonly Reading[]; readonly faults: number } {
  let faults = 0;
  const readings = readingsBy(plugins, (plugin) => {
    try {
      return readRecord(plugin, view);
    } catch (error) {
      faults++;
      tellFault(tally, error, plugin.id, record);
      return undefined;
    }
  });
  return { readings, faults };
}

/**
 * Adds a reading's drafts as events, with the record's stamps: those that lie within the limits of time.
 * @param near the time of what has none
 */
export function addEvents(
  out: TimedEvent[],
  { plugin, rule, drafts, own }: Reading,
  record: LogRecord,
  stamp: Stamp,
  near: number | null,
  options: EventsOptions,
  tally: Tally,
): void {
  const origin = { runtime: plugin.runtime, parser: plugin.id, rule };
  const before = out.length;
  for (const draft of drafts) {
    try {
      const event = own ? stampOwn(draft, stamp, origin) : stampDraft(draft as EventDraft, stamp, origin, options.intern, options.time);
      if (!isInside(options, event.at ?? near)) continue;
      out.push(event);
      if (event.at !== null) tally.seen(event.at);
    } catch (error) {
      tellFault(tally, error, `${plugin.id}/${rule}`, record);
    }
  }
  if (out.length > before) tally.claimed(plugin.id, out.length - before);
}

function tellFault(tally: Tally, error: unknown, subject: string, record: LogRecord): void {
  const what = error instanceof PluginFault ? `${error.plugin}/${error.rule}` : subject;
  const why = error instanceof Error ? error.message : String(error);
  tally.notice('plugin-fault', what, `The plug-in ${what} broke on a record, which was left to the others: ${why}`, [quoted(record)]);
}
