import type { RawLine } from '../../types.ts';
import type { Element } from './document.ts';

/** Columns that hold what the application wrote, the surest first: Insights, Splunk, gcloud, Grafana, Azure, Datadog, Kibana. */
const MESSAGES = [
  '@message',
  '_raw',
  'textpayload',
  'jsonpayload.message',
  'line',
  'logmessage',
  'logentry',
  'log_s',
  'content',
  'message',
  'log',
  'event.original',
  'body',
];
/** Columns that say when it was written, or at least that the table is one of log lines. */
const TIMES = ['@timestamp', '_time', 'timestamp', 'time', 'tsns', 'date', 'timegenerated', 'timegenerated [utc]', 'datetime', 'ts'];
const AZURE = /^timegenerated/;
/** Azure's tables of container logs whose TimeGenerated is the line's own time; in others it says when the line was received. */
const WRITTEN = new Set(['logmessage', 'log_s']);
const NAME = /^[@_A-Za-z][\w@.:[\]()/ -]{0,79}$/;
const COLUMNS = 500;
/** A quoted value may hold line breaks; longer than this it is a quote that was never closed. */
const MAX_ROW = 4 * 1024 * 1024;

/** Where a table keeps what is looked for. */
interface Shape {
  readonly mark: string;
  readonly message: number;
  readonly time: number;
  /** The times are UTC without saying so. */
  readonly utc: boolean;
  readonly names: readonly string[];
}

/**
 * Reads tables of log lines with a header, as stores of logs export them (RFC 4180: values in quotes may hold commas, quotes doubled, and line breaks):
 * CloudWatch Insights, Splunk, Grafana, Kibana, Datadog, the consoles of Google and Azure. Only a source that begins with such a header is one. Of the columns were
 * seen: `"_raw","_time"` of Splunk and `Date,Host,Service,Content` of Datadog in files that their clients read, Grafana's in its issues 82480 and 94601, `TimeGenerated [UTC]`
 * and Azure's in Microsoft's reference of its tables (ContainerLogV2) and in exports, Insights' names in its API reference. Kibana's and Google's are not confirmed.
 */
export class TableReader {
  private shape: Shape | undefined;
  private possible = true;
  private parts: string[] = [];
  private size = 0;
  private quotes = 0;
  private first: RawLine | undefined;

  /** The row that ends on this line; undefined where the source is no table. */
  feed(text: string, raw: RawLine): Element[] | undefined {
    if (!this.possible) return undefined;
    if (this.shape === undefined) {
      if (text.trim() === '') return undefined;
      this.shape = shapeOf(text);
      this.possible = this.shape !== undefined;
      return this.possible ? [] : undefined;
    }
    this.first ??= raw;
    this.parts.push(text);
    this.size += text.length + 1;
    for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) this.quotes++;
    if (this.quotes % 2 === 1 && this.size < MAX_ROW) return [];
    return this.row(this.shape, this.quotes % 2 === 1);
  }

  /** A row whose end is missing. */
  flush(): Element[] {
    return this.shape && this.first ? this.row(this.shape, true) : [];
  }

  private row(shape: Shape, torn: boolean): Element[] {
    const text = this.parts.join('\n');
    const raw = this.first as RawLine;
    this.parts = [];
    this.size = this.quotes = 0;
    this.first = undefined;
    const cells = cellsOf(text, shape.mark);
    const message = cells[shape.message];
    if (message === undefined) return text === '' ? [] : [{ value: text, text, raw }];
    const value: Record<string, unknown> = { 'table.message': message, 'table.time': cells[shape.time], 'table.utc': shape.utc };
    for (const [i, name] of shape.names.entries()) if (i !== shape.message && i !== shape.time && cells[i]) value[name] = cells[i];
    return [{ value, text: message, raw: torn ? { ...raw, clipped: true } : raw }];
  }
}

function shapeOf(header: string): Shape | undefined {
  for (const mark of [',', ';', '\t']) {
    const names = cellsOf(header.replace(/^\ufeff/, ''), mark).map((name) => name.trim());
    if (names.length < 2 || names.length > COLUMNS || !names.every((name) => NAME.test(name))) continue;
    const lower = names.map((name) => name.toLowerCase());
    const message = MESSAGES.map((name) => lower.indexOf(name)).find((at) => at >= 0);
    const time = TIMES.map((name) => lower.indexOf(name)).find((at) => at >= 0);
    if (message === undefined || time === undefined) continue;
    // Beats' and Kibana's `@timestamp` is when a collector met the line; Insights' is the line's own.
    const [when, what] = [lower[time] as string, lower[message] as string];
    const received = AZURE.test(when) ? !WRITTEN.has(what) : when === '@timestamp' && what !== '@message';
    const tsNs = lower.indexOf('tsns');
    return { mark, message, time: received ? -1 : tsNs >= 0 ? tsNs : time, utc: AZURE.test(when) || when === '@timestamp', names: lower };
  }
  return undefined;
}

/** The values of a row, quotes taken off. */
function cellsOf(row: string, mark: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= row.length && cells.length <= COLUMNS) {
    if (row.charCodeAt(at) !== 34) {
      const end = row.indexOf(mark, at);
      cells.push(end < 0 ? row.slice(at) : row.slice(at, end));
      if (end < 0) break;
      at = end + 1;
      continue;
    }
    let end = row.indexOf('"', at + 1);
    while (end >= 0 && row.charCodeAt(end + 1) === 34) end = row.indexOf('"', end + 2);
    const cell = end < 0 ? row.slice(at + 1) : row.slice(at + 1, end);
    cells.push(cell.includes('""') ? cell.replaceAll('""', '"') : cell);
    const next = end < 0 ? -1 : row.indexOf(mark, end + 1);
    if (next < 0) break;
    at = next + 1;
  }
  return cells;
}
