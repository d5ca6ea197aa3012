import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';

/** What a path is that is no file: `a pipe`. */
export const kindOf = (kind: Stats): string =>
  kind.isDirectory() ? 'a folder' : kind.isFIFO() ? 'a pipe' : kind.isSocket() ? 'a socket' : 'a device';

/** Whether it is a pipe that has a name: its bytes are given once, and may be waited for. */
export const isPipe = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined))?.isFIFO() === true;
