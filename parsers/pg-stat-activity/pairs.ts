import type { Capture } from './capture.ts';
import { STATES } from './capture.ts';
import { rowOfObject } from './json.ts';

/** `state="idle in transaction"`, `xact: 00:00:37`: a value goes on to the next key where no quotes end it. */
const PAIR =
  /(?<key>[A-Za-z_]\w{0,40})[=:] ?(?:"(?<quoted>[^"]{0,2048})"|(?<bare>[^"=]{0,200}?)(?=[\s,;|]{1,3}[A-Za-z_]\w{0,40}[=:]|[\s)\]]{0,3}$))/g;
const MOST = 32;

/** Reads a row that a program prints as keys and values: its watcher over the sessions of the server. Other things have a pid and a state, too, and no transaction or query. */
export function readPairs(text: string): Capture | undefined {
  const object: Record<string, string> = {};
  let left = MOST;
  for (const { groups } of text.slice(0, 4096).matchAll(PAIR)) {
    if (left-- === 0) break;
    const key = groups?.['key'] as string;
    if (!Object.hasOwn(object, key)) object[key] = groups?.['quoted'] ?? groups?.['bare'] ?? '';
  }
  const row = rowOfObject(object);
  if (row?.state === undefined || !STATES.has(row.state)) return undefined;
  const telling =
    row.state.startsWith('idle in') || row.query !== undefined || row.transactionFor !== undefined || row.xactStart !== undefined;
  return telling ? { shape: 'pairs', rows: [row] } : undefined;
}
