import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { isGlob } from '../../read/source/glob.ts';
import { ownOutput } from '../../read/source/own-output.ts';

/**
 * Whether a file is a log that the inputs name: one of them, or in one of their folders and no output of this program. A report that lies among
 * the logs since the last run may be replaced.
 */
export function namesLog(file: string, inputs: readonly string[]): boolean {
  const path = real(file);
  const stat = path === undefined ? undefined : statSync(path);
  if (path === undefined || stat?.isFile() !== true || stat.size === 0) return false;
  const among = inputs.some((input) => path === real(input) || path.startsWith(`${folderOf(input)}${sep}`));
  return among && !/\.folded$/i.test(file) && ownOutput(beginningOf(path)) === undefined;
}

/** Where an input looks for files; of a pattern the folder above its first mark. A file is no folder, so nothing is below it. */
function folderOf(input: string): string {
  if (real(input) !== undefined || !isGlob(input)) return real(input) ?? resolve(input);
  const fixed = input.slice(0, input.search(/[*?[{]/));
  const folder = fixed.endsWith('/') ? fixed : dirname(`${fixed}x`);
  return real(folder) ?? resolve(folder);
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function beginningOf(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(4096);
      return bytes.toString('utf8', 0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch {
    // What cannot be looked at is left alone.
    return '';
  }
}
