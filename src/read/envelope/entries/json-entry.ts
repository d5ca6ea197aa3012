import { isObject, type Fields } from '../../layout/structured/fields.ts';
import { docker, elastic, journald, pm2Json, sternJson } from './collectors.ts';
import type { EntryReader } from '../entry.ts';
import type { Memory, Peel } from '../peel.ts';
import { mayWrap, wrapped } from './wrapped.ts';
import { containerApp, render, vercel } from './platforms.ts';
import { cloudwatch, datadog, gcloud, lokiLine, splunk, tableRow } from './stores.ts';

const READERS: readonly EntryReader[] = [
  docker,
  sternJson,
  journald,
  pm2Json,
  lokiLine,
  gcloud,
  cloudwatch,
  splunk,
  datadog,
  elastic,
  render,
  vercel,
  containerApp,
  tableRow,
  wrapped,
];

/** Takes the envelope off an entry that is a JSON object; undefined where the object is the application's own record. */
export function peelEntry(entry: Fields, memory: Memory): Peel | undefined {
  for (const reader of READERS) {
    const peel = reader(entry, memory);
    if (peel) return peel;
  }
  return undefined;
}

const MARK =
  /"(?:log|log_processed|MESSAGE|TimeStamp|podName|pod|textPayload|jsonPayload|line|app_name|_source|_index|_raw|timestampInMs|ingestionTime|logStreamName|eventId|kubernetes|attributes|agent|labels|input|source_type|beat|log\.offset|log\.file\.path)"\s*:/;

/** The same for a line; lines without any envelope's key are not parsed at all. */
export function peelJsonLine(text: string, memory: Memory): Peel | undefined {
  if (text.charCodeAt(0) !== 123 || !(MARK.test(text) || mayWrap(text, memory.proved))) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? peelEntry(value, memory) : undefined;
  } catch {
    return undefined;
  }
}
