import type { ServerLine } from './termination.ts';

/** The first `limit` fields of a CSV line; a field that the line breaks off counts as it stands. */
export function csvFields(text: string, limit: number): string[] {
  const fields: string[] = [];
  let at = 0;
  while (fields.length < limit) {
    let end = at;
    if (text[at] === '"') {
      end = at + 1;
      while ((end = text.indexOf('"', end)) >= 0 && text[end + 1] === '"') end += 2;
      if (end < 0) return [...fields, text.slice(at + 1)];
      fields.push(text.slice(at + 1, end).replaceAll('""', '"'));
      end++;
    } else {
      const comma = text.indexOf(',', at);
      end = comma < 0 ? text.length : comma;
      fields.push(text.slice(at, end));
    }
    if (text[end] !== ',') break;
    at = end + 1;
  }
  return fields;
}

/** A csvlog line: the columns up to application_name and backend_type, which older versions lack. Source: postgres, src/backend/utils/error/csvlog.c. */
export function readCsv(text: string): ServerLine | undefined {
  const fields = csvFields(text, 24);
  const [time, user, database, pid] = fields;
  const [sqlState, message] = [fields[12], fields[13]];
  if (!/^\d{1,10}$/.test(pid ?? '') || !/^[0-9A-Z]{5}$/.test(sqlState ?? '') || message === undefined) return undefined;
  return {
    time, user, database, pid: Number(pid), sqlState, message,
    activity: fields[7], detail: fields[14] || undefined, statement: fields[19] || undefined, applicationName: fields[22] || undefined, backendType: fields[23] || undefined,
  }; // prettier-ignore
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A jsonlog record, or the `record` inside a line of CloudNativePG, which names the same fields as csvlog's table does.
 * Source: postgres, src/backend/utils/error/jsonlog.c; cloudnative-pg, pkg/management/logpipe/record.go.
 */
export function readObject(object: Readonly<Record<string, unknown>>): ServerLine | undefined {
  const inner = isObject(object['record']) ? object['record'] : object;
  const text = (...names: readonly string[]): string | undefined => {
    const value = names.map((name) => inner[name]).find((one) => typeof one === 'string' || typeof one === 'number');
    return value === undefined || value === '' ? undefined : String(value);
  };
  const message = text('message');
  if (message === undefined || text('error_severity') === undefined) return undefined;
  const pid = text('pid', 'process_id');
  return {
    message,
    sqlState: text('state_code', 'sql_state_code'),
    pid: pid !== undefined && /^\d{1,10}$/.test(pid) ? Number(pid) : undefined,
    user: text('user', 'user_name'),
    database: text('dbname', 'database_name'),
    applicationName: text('application_name'),
    backendType: text('backend_type'),
    activity: text('ps', 'command_tag'),
    detail: text('detail'),
    statement: text('statement', 'query'),
    time: text('timestamp', 'log_time'),
  };
}
