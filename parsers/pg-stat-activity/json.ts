import { columnOf, type Row } from './columns.ts';
import { isPid, unmarked, type Capture } from './capture.ts';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The row that an object of row_to_json or json_agg makes, if it has a pid and a state. */
export function rowOfObject(object: Readonly<Record<string, unknown>>): Row | undefined {
  const row: Row = {};
  for (const [key, value] of Object.entries(object).slice(0, 64)) {
    const use = columnOf(key);
    if (!use || row[use.column] !== undefined || (typeof value !== 'string' && typeof value !== 'number')) continue;
    const text = use.unit === 'ms' && typeof value === 'number' ? String(value / 1000) : String(value);
    if (text !== '') row[use.column] = text;
  }
  return isPid(row.pid) && row.state !== undefined ? row : undefined;
}

/** Every JSON object of the text that lies in no other object. Brackets inside strings do not count; what does not parse is left out. */
function* objectsOf(text: string): Generator<Record<string, unknown>> {
  const bracket = /["{}]/g;
  const inString = /["\\]/g;
  let depth = 0;
  let start = 0;
  for (let found = bracket.exec(text); found; found = bracket.exec(text)) {
    if (found[0] === '"') {
      if (depth === 0) continue;
      inString.lastIndex = found.index + 1;
      let end = inString.exec(text);
      while (end?.[0] === '\\') {
        inString.lastIndex++;
        end = inString.exec(text);
      }
      if (!end) return;
      bracket.lastIndex = end.index + 1;
    } else if (found[0] === '{') {
      if (depth++ === 0) start = found.index;
    } else if (depth > 0 && --depth === 0) {
      try {
        const value: unknown = JSON.parse(text.slice(start, found.index + 1));
        if (isObject(value)) yield value;
      } catch {
        // Cut short or no JSON after all: the objects after it still count.
      }
    }
  }
}

/** Reads json_agg, row_to_json and jsonb_pretty, with psql's line marks (`+`) or without. */
export function readJson(lines: readonly string[], fields: Readonly<Record<string, unknown>> | undefined): Capture | undefined {
  const own = fields && rowOfObject(fields);
  if (own) return { shape: 'json', rows: [own] };
  const rows: Row[] = [];
  for (const object of objectsOf(lines.map(unmarked).join('\n'))) {
    const row = rowOfObject(object);
    if (row) rows.push(row);
  }
  return rows.length > 0 ? { shape: 'json', rows } : undefined;
}
