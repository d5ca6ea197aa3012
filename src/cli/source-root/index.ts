import { join, relative, sep } from 'node:path';
import type { CallSite, Report, SourceExcerpt, Suspect } from '../../model/report.ts';
import { linesAround } from './excerpt.ts';
import { matching, nameOf } from './match.ts';
import { sourceTree } from './tree.ts';

const isYours = ({ role }: CallSite): boolean => role === 'application' || role === 'plumbing';

/** All frames of a suspect that may be in the user's own sources. */
const framesOf = ({ callSite, calledBy, via, stack = [] }: Suspect): CallSite[] => [
  ...(callSite === null ? [] : [callSite]),
  ...(calledBy === undefined ? [] : [calledBy]),
  ...via,
  ...stack.filter(isYours),
];

/**
 * The report with the paths of its frames in a source tree, and the lines around each call site. What is not found, or not for sure, stays
 * as it was. @throws CliError where the folder cannot be read
 */
export function withSources(report: Report, folder: string): Report {
  const wanted = new Set(report.suspects.flatMap(framesOf).flatMap((frame) => nameOf(frame) ?? []));
  const { root, base, byName } = sourceTree(folder, wanted);
  const found = new Map<string, string | undefined>();
  /** Relative to the tree. */
  const fileOf = (frame: CallSite): string | undefined => {
    const key = `${frame.module ?? ''}\0${frame.file ?? ''}`;
    if (!found.has(key)) found.set(key, matching(frame, byName.get(nameOf(frame) ?? '') ?? []));
    return found.get(key);
  };
  const pathOf = (file: string): string => relative(base, join(root, file)).split(sep).join('/');
  const located = <F extends CallSite>(frame: F): F => {
    const file = fileOf(frame);
    return file === undefined ? frame : { ...frame, path: pathOf(file) };
  };
  const excerptOf = ({ callSite }: Suspect): SourceExcerpt | undefined => {
    const file = callSite === null ? undefined : fileOf(callSite);
    const line = callSite?.line;
    if (file === undefined || line === undefined) return undefined;
    return { path: pathOf(file), line, lines: linesAround(join(root, file), line) };
  };
  const suspects = report.suspects.map((suspect): Suspect => {
    const source = excerptOf(suspect);
    return {
      ...suspect,
      callSite: suspect.callSite && located(suspect.callSite),
      ...(suspect.calledBy && { calledBy: located(suspect.calledBy) }),
      via: suspect.via.map(located),
      ...(suspect.stack && { stack: suspect.stack.map((frame) => (isYours(frame) ? located(frame) : frame)) }),
      ...(source !== undefined && source.lines.length > 0 && { source }),
    };
  });
  const sites = suspects.filter(({ callSite }) => callSite !== null).length;
  const none = sites > 0 && ![...found.values()].some((file) => file !== undefined);
  if (!none) return { ...report, suspects };
  // a wrong folder is the likeliest mistake, and looks like no folder at all
  const text = `${folder}: none of the ${sites} call sites lies under it; paths stay as the log prints them`;
  return {
    ...report,
    suspects,
    input: { ...report.input, notices: [...report.input.notices, { code: 'source-not-found', text, subject: folder }] },
  };
}
