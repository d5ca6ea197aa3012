import type { Jobs } from '../../jobs/index.ts';
import type { Arguments } from './args.ts';
import { CliError } from '../error.ts';

/** More threads than any machine has cores would only take each other's memory. */
const MOST = 256;

/** `--jobs`: how many files are read at a time. @throws CliError where it is no such number */
export function jobsOf(args: Arguments): Jobs {
  const text = args.value('jobs');
  if (text === undefined) return 'auto';
  const jobs = Number(text);
  if (/^\d{1,4}$/.test(text) && jobs >= 1 && jobs <= MOST) return jobs;
  throw new CliError(`${text} is no number of files to read at a time`, { where: '--jobs', help: `1 to ${MOST}; 1 uses no threads` });
}
