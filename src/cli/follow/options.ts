import type { Arguments } from '../options/args.ts';
import { CliError } from '../error.ts';

/** @throws CliError where an option only means something to a log that is followed */
export function refuseWithoutFollow(args: Arguments): void {
  if (args.has('metrics') && !args.has('follow'))
    throw new CliError('--metrics tells of a log that is followed', { where: '--metrics', help: 'add --follow' });
}
