import type { Report, Suspect } from '../../model/report.ts';
import { clean } from '../clean.ts';
import { heldTimes, lostOf } from './held-time.ts';
import { location, qualifiedName } from '../words.ts';

export interface ProfileFrame {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
}

/** One suspect as a profile sees it: its stack ROOT FIRST, its weight in connections. */
export interface WeightedStack {
  readonly frames: readonly ProfileFrame[];
  readonly weight: number;
  /** For how long, all its connections together; undefined where the log does not tell. */
  readonly heldMs: number | undefined;
}

/** A suspect without a stack is one frame: its route, log line or statement. */
function framesOf(suspect: Suspect): ProfileFrame[] {
  const stack =
    suspect.stack !== undefined && suspect.stack.length > 0
      ? suspect.stack
      : suspect.callSite === null
        ? []
        : [...suspect.via, suspect.callSite];
  if (stack.length === 0) return [{ name: clean(suspect.route ?? suspect.template ?? suspect.statement ?? suspect.fingerprint) }];
  return stack
    .map((frame) => ({
      name: clean(qualifiedName(frame)),
      ...(frame.file === undefined ? {} : { file: clean(frame.file) }),
      ...(frame.line === undefined ? {} : { line: frame.line }),
    }))
    .reverse();
}

/** The suspects that hold connections, heaviest first as they are ranked. */
export function weightedStacks(report: Report): WeightedStack[] {
  const times = heldTimes(report);
  return report.suspects
    .map((suspect) => ({ frames: framesOf(suspect), weight: lostOf(suspect), heldMs: times?.get(suspect.fingerprint) }))
    .filter(({ weight }) => weight > 0);
}

/** A frame in the folded format, where a semicolon would end it. */
export const foldedName = ({ name, file, line }: ProfileFrame): string => {
  const where = location({ function: name, ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) });
  return (where === undefined ? name : `${name} (${where})`).replaceAll(';', ':').trim() || '?';
};
