import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { basename, dirname } from 'node:path';

/** Lets the next run have the file. */
export type Release = () => Promise<void>;

/**
 * Holds a state's file for this run as long as it lives: a name that the system itself gives free again, however the process ends, so that no lock is ever left
 * behind. Linux and Windows have such names; elsewhere, and where the system refuses, nothing is held.
 * @param path there or not; its folder is there
 * @returns undefined where another run of this machine holds it
 */
export async function holdAlone(path: string): Promise<Release | undefined> {
  const name = await nameOf(path);
  if (name === undefined) return () => Promise.resolve();
  const server = createServer((other) => other.destroy()).unref();
  const refused = await new Promise<string | undefined>((resolve) => {
    server.once('error', ({ code = '' }: NodeJS.ErrnoException) => resolve(code));
    server.listen(name, () => resolve(undefined));
  });
  if (refused === 'EADDRINUSE') return undefined;
  return () => new Promise((resolve) => server.close(() => resolve()));
}

/** By its folder, which stays the same while the file is replaced, and so that two containers never share one by chance. */
async function nameOf(path: string): Promise<string | undefined> {
  if (platform() !== 'linux' && platform() !== 'win32') return undefined;
  const { dev, ino } = await stat(dirname(path));
  const name = `leak-stream-state-${createHash('sha256')
    .update(`${dev}:${ino}:${basename(path)}`)
    .digest('hex')
    .slice(0, 32)}`;
  return platform() === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}`;
}
