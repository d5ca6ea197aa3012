/// <reference types="node" preserve="true" />
/**
 * `leak-stream/testing`: for the tests of parsers, built-in or not.
 *
 *     import { checkPlugin } from 'leak-stream/testing';
 *     test('the parser keeps its contract', () => expect(checkPlugin(plugin)).toEqual([]));
 * @module
 */
import { checkPlugin as check } from './plugin/check.ts';
import type { Linear, Problem } from './plugin/check.ts';
import type { EventDraft } from './model/event.ts';
import type { Plugin, RecordView } from './plugin/contract.ts';
import { readRecord } from './plugin/read-record.ts';
import { readSample } from './read/sample.ts';

export { describeProblem, provenBy } from './plugin/check.ts';
export type { Linear, Problem, Recheck } from './plugin/check.ts';

export interface TestingOptions {
  /** The plug-ins it will work beside, and whose samples it may not claim. */
  readonly others?: readonly Plugin[];
  /** Proves a pattern linear: `provenBy(checkSync)` with `checkSync` of the package recheck. Without it hostile texts are tried. */
  readonly linear?: Linear;
}

/** Everything that is wrong with a plug-in; an empty list is a pass. Never throws. */
export const checkPlugin = (plugin: Plugin, options: TestingOptions = {}): Problem[] => check(plugin, { reader: readSample, ...options });

/** The records that a log text becomes for a plug-in: what its rules will see. */
export const recordsOf = (plugin: Plugin, log: string): readonly RecordView[] => readSample(plugin, log);

/** What a log text becomes: the drafts of all its records, in order, without what the core stamps. @throws PluginFault where a rule throws */
export const draftsOf = (plugin: Plugin, log: string): EventDraft[] =>
  readSample(plugin, log).flatMap((record) => readRecord(plugin, record)?.drafts ?? []);

/** The drafts of one kind. */
export const draftsOfKind = <K extends EventDraft['kind']>(plugin: Plugin, kind: K, log: string): Extract<EventDraft, { kind: K }>[] =>
  draftsOf(plugin, log).filter((draft): draft is Extract<EventDraft, { kind: K }> => draft.kind === kind);
