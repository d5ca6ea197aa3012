import { readFileSync } from 'node:fs';
import { CliError, refusal } from '../error.ts';

export type Accepted = ReadonlyMap<string, { readonly reason: string; readonly expires?: string }>;

const LINE = /^(cs\d{1,3}:[0-9a-z]{4,64})(?:\s+(.*))?$/;
const EXPIRY = /(?:^|\s)until (\d{4}-\d{2}-\d{2})$/;

/**
 * A file of known leaks: one fingerprint a line, why it is accepted, and until when.
 * ```
 * # tickets explain them
 * cs1:8f14e45fceea167a  SHOP-1412, fix is in release 38  until 2026-12-31
 * ```
 * A reason is required: who reads the file in a year wants to know. The expiry is a day in UTC; what it means is the judge's.
 * @throws CliError naming file and line
 */
export function readIgnoreFile(path: string): Accepted {
  const accepted = new Map<string, { reason: string; expires?: string }>();
  for (const [index, text] of readLines(path, '--ignore').entries()) {
    const line = text.trim();
    if (line === '' || line.startsWith('#')) continue;
    const where = `${path}:${index + 1}`;
    const match = LINE.exec(line);
    if (match === null)
      throw new CliError('not a known leak', { where, why: line.slice(0, 80), help: 'a line is: cs1:… reason [until 2026-12-31]' });
    const rest = (match[2] ?? '').trim();
    const expires = EXPIRY.exec(rest)?.[1];
    const reason = rest.replace(EXPIRY, '').trim();
    if (reason === '')
      throw new CliError(`no reason is given for ${match[1]}`, { where, help: 'a line is: cs1:… reason [until 2026-12-31]' });
    if (expires !== undefined && Number.isNaN(Date.parse(expires))) throw new CliError(`${expires} is no day`, { where });
    accepted.set(match[1] as string, { reason, ...(expires === undefined ? {} : { expires }) });
  }
  return accepted;
}

const FILES: Readonly<Record<string, string>> = {
  '--ignore': 'a file of known leaks, one a line: cs1:… reason [until 2026-12-31]',
  '--frames': 'a file of frame rules, one a line: module:com.acme.** +app',
};

/** The lines of a file that an option names. @throws CliError where it cannot be read */
export function readLines(path: string, option: string): string[] {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '').split(/\r?\n/); // prettier-ignore
  } catch (error) {
    throw new CliError(`cannot read ${path}`, { where: option, why: refusal(error), help: FILES[option] ?? 'name a text file' });
  }
}
