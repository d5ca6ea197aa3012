import { cleanLines } from '../show/clean.ts';

/** Exit codes that scripts rely on. */
export const EXIT = { ok: 0, finding: 1, usage: 2, input: 3, internal: 4, interrupted: 130 } as const;

interface Explanation {
  /** The place: an option, a file and its line. */
  readonly where?: string;
  readonly why?: string;
  readonly help?: string;
}

/** A fault of the call, not of the program: printed as what, where, why and help, never with a stack. */
export class CliError extends Error {
  readonly code: number;
  readonly explanation: Explanation;

  constructor(what: string, explanation: Explanation = {}, code: number = EXIT.usage) {
    super(what);
    this.name = 'CliError';
    this.code = code;
    this.explanation = explanation;
  }
}

const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  EMFILE: 'too many open files',
  ENOSPC: 'no space left there',
  EDQUOT: 'no space left there for this user',
  EFBIG: 'the file would be too large',
  EROFS: 'the file system is read-only',
  ELOOP: 'links that lead in a circle',
  EIO: 'the device failed',
};

/** Why the system refused, in words. */
export function refusal(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code === undefined ? undefined : FAULTS[code]) ?? message;
}

/** The lines of an error as printed to stderr: what they quote of files and words cannot steer a terminal. */
export function explain(error: CliError): string {
  const { where, why, help } = error.explanation;
  const lines = [`leak-stream: error: ${error.message}`];
  if (where) lines.push(`  where: ${where}`);
  if (why) lines.push(`  why:   ${why}`);
  if (help) lines.push(`  help:  ${help}`);
  return `${cleanLines(lines.join('\n'))}\n`;
}
