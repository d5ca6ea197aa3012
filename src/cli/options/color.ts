import { CliError } from '../error.ts';
import type { Io } from '../io.ts';
import { didYouMean } from './suggest.ts';

const WHEN = ['auto', 'always', 'never'] as const;

/** Whether to print colours: the option wins, then NO_COLOR, then FORCE_COLOR, then whether a terminal listens. @throws CliError */
export function colorOf(option: string | undefined, { env, stdout }: Pick<Io, 'env' | 'stdout'>): boolean {
  const when = WHEN.find((candidate) => candidate === (option ?? 'auto'));
  if (when === undefined) throw new CliError(`--color knows no ${option}`, { where: '--color', help: didYouMean(option ?? '', WHEN) });
  if (when !== 'auto') return when === 'always';
  if (env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return stdout.isTTY === true && env['TERM'] !== 'dumb';
}
