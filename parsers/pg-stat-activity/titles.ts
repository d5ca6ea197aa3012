import type { Row } from './columns.ts';
import type { Taken } from './capture.ts';

/**
 * `postgres: USER DATABASE HOST(PORT) ACTIVITY`, with the cluster's name before the user where it has one: the title of a client's process (PostgreSQL's
 * documentation, "Standard Unix Tools"; recorded with version 15). Other processes of the server have titles of small letters alone.
 */
const TITLE =
  /\bpostgres: (?:[^\s:]{1,64}: )?(\S{1,63}) (\S{1,63}) (\[local\]|[\w.:%-]{1,255})(?:\(\d{1,5}\))? (idle(?: in transaction(?: \(aborted\))?)?|[A-Z]{3,20}(?: [A-Z]{2,20}){0,3}(?: waiting)?)\s{0,8}$/;
/** What ps and pgrep print before it: the process id alone, or behind the name of its user. */
const PID = /^\s{0,20}(?:\S{1,32}\s{1,20})??(\d{1,10})\s/;

const rowOf = (line: string): Row | undefined => {
  const title = line.length > 2000 ? null : TITLE.exec(line);
  if (title === null) return undefined;
  const pid = PID.exec(line.slice(0, title.index))?.[1];
  if (pid === undefined) return undefined;
  const [, user, database, host, activity] = title as unknown as [string, string, string, string, string];
  return {
    pid, user, database, state: activity.startsWith('idle') ? activity : 'active', ...(host !== '[local]' && { clientAddress: host }),
  }; // prettier-ignore
};

/** Reads the processes of a server as ps(1) lists them, from `start` on; those between that are no client's are passed over. */
export function readTitles(lines: readonly string[], start: number): Taken | undefined {
  const rows: Row[] = [];
  let i = start;
  for (; i < lines.length && /\bpostgres\b/.test((lines[i] as string).slice(0, 2000)); i++) {
    const row = rowOf(lines[i] as string);
    if (row) rows.push(row);
    else if (rows.length === 0) return undefined;
  }
  return rows.length > 0 ? { capture: { shape: 'titles', rows }, next: i } : undefined;
}
