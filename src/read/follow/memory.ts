import type { Plugin } from '../../plugin/contract.ts';
import type { Unwrapper } from '../envelope/index.ts';
import type { EventReader } from '../events.ts';
import { Samples } from '../events/arrival.ts';
import type { LayoutReader } from '../layout/index.ts';
import type { Records } from '../record.ts';
import { Echo } from '../record/echo.ts';
import { Mixed } from '../record/mixed.ts';
import { OpenRecord } from '../record/open-record.ts';
import { untold, type Stream } from '../record/stream.ts';

/** The stages between the lines of one source and its events. */
export interface Stages {
  readonly unwrapper: Unwrapper;
  readonly records: Records;
  readonly reader: EventReader;
}

type Fields = Record<string, unknown>;

/** What stages know beside what they were made with. All of it, so that a field that is added is kept too; what is no plain data is named here. */
const MADE_WITH = new Set(['options', 'claims', 'tally', 'source', 'out', 'intern', 'placesOf', 'kept', 'tell', 'last', 'told']);

const fieldsOf = (thing: object): Fields => Object.fromEntries(Object.entries(thing).filter(([name]) => !MADE_WITH.has(name)));

/** What the stages of a source remember, as plain data that shares much with them: it is to be written before they read on. */
export const memoryOf = ({ unwrapper, records, reader }: Stages): object => ({
  unwrapper: unwrapper.memory(),
  records: keptRecords(records),
  reader: keptReader(reader),
});

/** Makes new stages go on from what others remembered. */
export function recall(
  { unwrapper, records, reader }: Stages,
  memory: object,
  plugins: readonly Plugin[],
  layouts: () => LayoutReader,
): void {
  const kept = memory as { unwrapper: ReturnType<Unwrapper['memory']>; records: Fields; reader: Record<string, object> };
  unwrapper.recall(kept.unwrapper);
  const streams = new Map<string, Stream>();
  for (const [key, stream] of kept.records['streams'] as Map<string, KeptStream>) {
    const reading = layouts();
    reading.recall(stream.layouts);
    const records = stream.untold.map((record) => openRecord(record, plugins));
    streams.set(key, { ...stream.rest, layouts: reading, open: records[stream.open], order: records.length > 1 ? records : [] });
  }
  Object.assign(records, kept.records, { streams });
  recallReader(reader, kept.reader);
}

interface KeptStream {
  readonly layouts: ReturnType<LayoutReader['memory']>;
  readonly untold: readonly KeptRecord[];
  /** Which of them is the open one. */
  readonly open: number;
  readonly rest: Omit<Stream, 'layouts' | 'open' | 'order'>;
}

type KeptRecord = Fields & {
  readonly echo: object | undefined;
  readonly mixed: object | undefined;
  readonly claimants: readonly string[] | undefined;
};

function keptRecords(records: Records): Fields {
  const fields = fieldsOf(records);
  const streams = [...(fields['streams'] as Map<string, Stream>)].map(([key, stream]): [string, KeptStream] => {
    const { open, order: _, layouts, ...rest } = stream;
    const all = untold(stream);
    const kept = { layouts: (layouts as LayoutReader).memory(), untold: all.map(keptRecord), open: open ? all.indexOf(open) : -1, rest };
    return [key, kept];
  });
  return { ...fields, streams: new Map(streams) };
}

const keptRecord = ({ claimants, ...record }: OpenRecord): KeptRecord => {
  const { echo, mixed, ...rest } = record as unknown as Fields & { readonly echo: object | undefined; readonly mixed: object | undefined };
  return { ...rest, echo: echo && { ...echo }, mixed: mixed && { ...mixed }, claimants: claimants?.map(({ id }) => id) };
};

function openRecord({ echo, mixed, claimants, ...rest }: KeptRecord, plugins: readonly Plugin[]): OpenRecord {
  const own = {
    echo: echo && Object.assign(new Echo(), echo),
    mixed: mixed && Object.assign(new Mixed(), mixed),
    claimants: claimants && plugins.filter(({ id }) => claimants.includes(id)),
  };
  return Object.assign(Object.create(OpenRecord.prototype) as OpenRecord, rest, own);
}

function keptReader(reader: EventReader): Fields {
  const { gate, arrival, missing, twice, requests, goesOn, ...rest } = fieldsOf(reader) as Record<string, object>;
  const { samples, ...arrived } = fieldsOf(arrival as object);
  const kept = new Map([...(samples as Map<string, object>)].map(([key, some]) => [key, { ...some }]));
  // What came last is a field of an arrival, and no shortcut.
  const { last } = arrival as { last?: unknown };
  const { poor, ...said } = twice as { poor: object };
  return {
    gate: { ...gate },
    missing: fieldsOf(missing as object),
    arrival: { ...arrived, last, samples: kept },
    twice: { ...said, poor: { ...poor } },
    requests: { ...requests },
    goesOn: fieldsOf(goesOn as object),
    rest,
  };
}

function recallReader(reader: EventReader, { gate, arrival, missing, twice, requests, goesOn, rest }: Record<string, object>): void {
  const own = reader as unknown as Record<string, object>;
  const samples = [...(arrival as { samples: Map<string, object> }).samples].map(([key, some]) => [key, Object.assign(new Samples(), some)] as const);
  Object.assign(own['gate'] as object, gate);
  Object.assign(own['missing'] as object, missing);
  Object.assign(own['arrival'] as object, arrival, { samples: new Map(samples) });
  const { poor, ...said } = twice as { poor: object };
  Object.assign((own['twice'] as { poor: object }).poor, poor);
  Object.assign(own['twice'] as object, said);
  Object.assign(own['requests'] as object, requests);
  Object.assign(own['goesOn'] as object, goesOn);
  Object.assign(reader, rest);
} // prettier-ignore
