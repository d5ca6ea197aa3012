import { DocumentReader } from './document.ts';
import { JournalExport } from './journal-export.ts';
import { JournalVerbose } from './journal-verbose.ts';
import { TableReader } from './table.ts';
import { YamlReader } from './yaml.ts';

/** A reader of sources that are one thing as a whole. */
export type Whole = DocumentReader | TableReader | YamlReader | JournalExport | JournalVerbose;

const KINDS = [DocumentReader, TableReader, YamlReader, JournalExport, JournalVerbose];

/** One of each kind, in the order in which they are asked. */
export const wholeReaders = (): Whole[] => KINDS.map((Kind) => new Kind());

type Kept = readonly [kind: number, fields: object];

/** How far a reader is, as plain data: all its fields. Null where the source is none of these, undefined where that is not known yet. */
export const keptWhole = (whole: Whole | null | undefined): Kept | null | undefined =>
  whole && [KINDS.findIndex((Kind) => whole instanceof Kind), { ...whole }];

/** A reader that goes on from there. */
export const wholeOf = (kept: Kept | null | undefined): Whole | null | undefined =>
  kept && Object.assign(wholeReaders()[kept[0]] as Whole, kept[1]);
