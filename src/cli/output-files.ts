import { randomUUID } from 'node:crypto';
import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { FORMATS, formatOf } from '../show/index.ts';
import { CliError } from './error.ts';

export interface OutputFile {
  readonly path: string;
  readonly format: string;
}

/** Checks `-o` before anything is read: nobody wants to wait for an hour to learn that a folder is missing. @throws CliError */
export function outputFiles(paths: readonly string[]): OutputFile[] {
  return paths.map((path) => {
    const format = formatOf(path);
    const endings = Object.values(FORMATS).flatMap(({ extensions }) => extensions); // prettier-ignore
    if (format === undefined)
      throw new CliError(`no format has the ending of ${path}`, { where: '-o', help: `known endings: ${endings.join(' ')}` });
    try {
      accessSync(dirname(path), constants.W_OK);
    } catch (error) {
      throw new CliError(`cannot write ${path}`, { where: '-o', why: (error as Error).message });
    }
    return { path, format };
  });
}

/** Writes a file whole or not at all: readers never see half a report. @throws CliError */
export function writeWhole(path: string, text: string): void {
  const special = isSpecial(path);
  const target = special ? path : join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  try {
    writeFileSync(target, text);
    if (!special) renameSync(target, path);
  } catch (error) {
    if (!special) rmSync(target, { force: true });
    throw new CliError(`cannot write ${path}`, { where: '-o', why: (error as Error).message });
  }
}

/** Devices and pipes (/dev/stderr, a FIFO) are written to, not replaced. */
function isSpecial(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isFile();
}
