import type { SetGap } from './set-ends.ts';

/** Where a file of a rotated set begins in the set. */
export interface Part {
  readonly name: string;
  /** 1-based line of the set that is the file's first. */
  readonly line: number;
  /** Offset of that line in the set. */
  readonly byte: number;
  /** Bytes that were taken off the front of the file. */
  readonly skipped: number;
  /** What is missing before it. */
  gap?: SetGap;
}

export type Parts = ReadonlyMap<string, readonly Part[]>;

interface Place {
  readonly source: string;
  readonly line: number;
  readonly byte: number;
}

const isPlace = (value: object): value is Place =>
  'source' in value && 'line' in value && 'byte' in value && typeof value.source === 'string' && typeof value.line === 'number';

function inFile(place: Place, parts: readonly Part[]): Place {
  let part: Part | undefined;
  for (const candidate of parts) if (candidate.line <= place.line) part = candidate;
  if (part === undefined) return place;
  return { ...place, source: part.name, line: place.line - part.line + 1, byte: place.byte - part.byte + part.skipped };
}

/** The same value, and wherever it names a line of a rotated set the file and the line in it: a reader looks lines up in files. */
export function located<T>(value: T, parts: Parts): T {
  return parts.size === 0 ? value : (walk(value, parts) as T);
}

function walk(value: unknown, parts: Parts): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, parts));
  if (typeof value !== 'object' || value === null) return value;
  const list = isPlace(value) ? parts.get(value.source) : undefined;
  if (list) return inFile(value as Place, list);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, parts)]));
}
