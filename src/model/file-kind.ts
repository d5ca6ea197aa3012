import type { Stats } from 'node:fs';

/** What a path is that is no file: `a pipe`. */
export const kindOf = (kind: Stats): string =>
  kind.isDirectory() ? 'a folder' : kind.isFIFO() ? 'a pipe' : kind.isSocket() ? 'a socket' : 'a device';
