import { stat } from 'node:fs/promises';
import type { Entry, EntrySet } from '../read/source/entry.ts';
import type { InputFile, InputFiles } from './protocol.ts';

/** How much more there is in a packed file than it is large, roughly. */
const PACKED = /\.(?:gz|tgz|zst)$/;
const UNPACKED = 10;

/** An input as files, and about how many bytes they hold; undefined where one of them is none that can be read twice and by anybody. */
export async function filesOf(entry: Entry | EntrySet): Promise<{ readonly input: InputFiles; readonly size: number } | undefined> {
  const parts = 'parts' in entry ? entry.parts : [entry];
  const files: InputFile[] = [];
  let size = 0;
  for (const { path, found, archived } of parts) {
    // What is left out of an archive is known here alone.
    const bytes = path === undefined || (archived !== undefined && archived.without.size > 0) ? undefined : await regularSize(path);
    if (path === undefined || bytes === undefined) return undefined;
    files.push({ path, found });
    size += PACKED.test(path) ? bytes * UNPACKED : bytes;
  }
  const [file] = files;
  if ('parts' in entry) return { input: { name: entry.name, doubtful: entry.doubtful, parts: files }, size };
  return file && { input: file, size };
}

const regularSize = (path: string): Promise<number | undefined> =>
  stat(path).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
