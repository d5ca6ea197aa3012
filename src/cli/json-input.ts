import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { z } from 'zod';
import { reportSchema, type Report } from '../model/report.ts';
import { CliError, EXIT, refusal } from './error.ts';
import type { Io } from './io.ts';

/** A JSON report is recognised by its beginning; a log of JSON lines begins otherwise. */
const BEGINS = /^\ufeff?\s{0,64}\{\s{0,64}"schemaVersion"\s{0,8}:/;
const ENOUGH_BYTES = 512;

/** Whether a file (`-` for standard input) holds a JSON document of this program rather than a log. What is not a file is none. */
export async function isReport(path: string, io: Io): Promise<boolean> {
  return BEGINS.test(path === '-' ? await beginning(io) : beginningOf(path));
}

function beginningOf(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(ENOUGH_BYTES);
      return bytes.toString('utf8', 0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch {
    // Folders, globs and files that cannot be read: whoever reads logs says what is wrong.
    return '';
  }
}

/** Looks at the first bytes of standard input and puts them back. */
async function beginning({ stdin }: Io): Promise<string> {
  for (;;) {
    const chunk: unknown = stdin.read();
    if (chunk !== null) {
      stdin.unshift(chunk);
      return String(chunk).slice(0, ENOUGH_BYTES);
    }
    if (stdin.readableEnded || stdin.destroyed) return '';
    await new Promise<void>((resolve) => {
      const done = (): void => {
        for (const event of ['readable', 'end', 'close', 'error']) stdin.off(event, done);
        resolve();
      };
      for (const event of ['readable', 'end', 'close', 'error']) stdin.once(event, done);
    });
  }
}

/** A report from a file or from standard input (`-`). @throws CliError where there is none, naming the first field that is wrong */
export const readReport = (path: string, io: Io, where: string): Promise<Report> => readJson(path, io, where, reportSchema, 'report');

/** A JSON document of this program. @throws CliError where it cannot be read or is something else */
export async function readJson<T>(path: string, io: Io, where: string, schema: z.ZodType<T>, what: string): Promise<T> {
  const name = path === '-' ? 'standard input' : path;
  const help =
    what === 'report'
      ? 'leak-stream … --format json prints reports; leak-stream compare … its comparisons'
      : 'leak-stream compare BEFORE AFTER --format json prints one';
  const value = parsed(path === '-' ? await rest(io) : contentOf(path, where, help), name, what, where, help);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new CliError(`${name} is no ${what} of leak-stream`, {
    where,
    why: `${issue?.path.join('.') || 'document'}: ${issue?.message ?? 'not valid'}`,
    help,
  });
}

function contentOf(path: string, where: string, help: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // What an option names is a part of the call; what is to be read is an input.
    const code = where.startsWith('--') ? EXIT.usage : EXIT.input;
    throw new CliError(`cannot read ${path}`, { where, why: refusal(error), help }, code);
  }
}

async function rest({ stdin }: Io): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string, name: string, what: string, where: string, help: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    // The parser's message quotes the text, which may be a log.
    throw new CliError(`${name} is no ${what} of leak-stream`, { where, why: 'it is not JSON', help });
  }
}
