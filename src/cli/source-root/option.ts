import { statSync } from 'node:fs';
import type { Report } from '../../model/report.ts';
import type { Arguments } from '../options/args.ts';
import { CliError } from '../error.ts';

/** The report as it was, or with what `--source-root` adds. @throws CliError where the folder cannot be read */
export async function withSourcesOf(args: Arguments, report: Report): Promise<Report> {
  const folder = args.value('source-root');
  return folder === undefined ? report : (await import('./index.ts')).withSources(report, folder);
}

/** Nobody wants to wait for a log to be read to learn that a folder is misspelt. @throws CliError where it is no folder */
export function refuseNoFolder(args: Arguments): void {
  const folder = args.value('source-root');
  if (folder !== undefined && !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new CliError(`there is no folder ${folder}`, { where: '--source-root', help: 'the folder that your sources are in' });
}
