import { accessSync, chmodSync, constants, readlinkSync, renameSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { namesLog } from './among-inputs.ts';
import { FORMATS, formatOf } from '../../show/index.ts';
import { CliError, refusal } from '../error.ts';

export interface OutputFile {
  readonly path: string;
  readonly format: string;
}

/**
 * Checks `-o` before anything is read: nobody wants to wait for an hour to learn that a folder is missing, and no log may be lost to its report.
 * @param inputs the words that name what is read
 * @throws CliError
 */
export function outputFiles(paths: readonly string[], inputs: readonly string[]): OutputFile[] {
  return paths.map((path) => {
    const format = formatOf(path);
    const endings = Object.values(FORMATS).flatMap(({ extensions }) => extensions); // prettier-ignore
    if (format === undefined)
      throw new CliError(`no format has the ending of ${path}`, { where: '-o', help: `known endings: ${endings.join(' ')}` });
    let target = path;
    try {
      target = behindLinks(path);
      const stat = statSync(target, { throwIfNoEntry: false });
      if (stat?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      accessSync(isReplaced(target, stat) ? dirname(target) : target, constants.W_OK);
    } catch (error) {
      throw new CliError(`cannot write ${path}`, { where: '-o', ...unwritable(error, dirname(target)) });
    }
    if (namesLog(target, inputs))
      throw new CliError(`${path} would overwrite what is to be read`, {
        where: '-o',
        why: 'it is among the inputs, and no report of leak-stream',
        help: 'give the report another name',
      });
    return { path, format };
  });
}

/** Of a missing folder the folder is told: the file was not there either, but that is no fault. */
export function unwritable(error: unknown, folder: string): { readonly why: string; readonly help?: string } {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return { why: refusal(error) };
  return { why: `there is no folder ${folder}`, help: `mkdir -p ${folder}` };
}

/**
 * Writes all files that can be written: what one refuses is no reason to lose another one, or what is printed.
 * @returns the first fault, to be told once the rest has been given
 */
export async function writeEach(files: readonly OutputFile[], textOf: (format: string) => Promise<string>): Promise<CliError | undefined> {
  let fault: CliError | undefined;
  for (const { path, format } of files) {
    const text = await textOf(format);
    try {
      writeWhole(path, text);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      fault ??= error;
    }
  }
  return fault;
}

/** Writes a file whole or not at all: readers never see half a report. A link stays one, and its target is replaced. @throws CliError */
function writeWhole(path: string, text: string): void {
  let part: string | undefined;
  try {
    const target = behindLinks(path);
    const stat = statSync(target, { throwIfNoEntry: false });
    if (!isReplaced(target, stat)) return writeFileSync(target, text);
    part = join(dirname(target), `.${basename(target)}.${process.getBuiltinModule('node:crypto').randomUUID()}.part`);
    writeFileSync(part, text);
    if (stat !== undefined) chmodSync(part, stat.mode & 0o777);
    renameSync(part, target);
  } catch (error) {
    if (part !== undefined) rmSync(part, { force: true });
    throw new CliError(`cannot write ${path}`, { where: '-o', why: refusal(error) });
  }
}

/** What the system keeps open for a process: /dev/stderr may lead to a file, but is none. */
const OPEN = /^\/(?:dev|proc)\//;

/** Devices and pipes (/dev/stderr, a FIFO) are written to, files are replaced. */
const isReplaced = (target: string, stat: Stats | undefined): boolean => stat === undefined || (stat.isFile() && !OPEN.test(target));

/** Links that may lead to one another before it is a circle. */
const LINKS = 40;

/** The path that a link leads to in the end, there or not; the path itself where it is no link. @throws where links go in a circle */
function behindLinks(path: string): string {
  let target = path;
  for (let links = 0; links <= LINKS; links++) {
    if (OPEN.test(target)) return target;
    try {
      target = resolve(dirname(target), readlinkSync(target));
    } catch {
      return target;
    }
  }
  throw Object.assign(new Error(`${path} is a circle of links`), { code: 'ELOOP' });
}
