import type { CallSite } from '../../model/report.ts';

/** What a frame's file is called; undefined where it names none. */
export const nameOf = ({ file }: CallSite): string | undefined => (file === undefined ? undefined : partsOf(file).at(-1));

const partsOf = (path: string): string[] => path.split(/[\\/]/).filter((part) => part !== '' && part !== '.' && part !== '..');

/** Copies that a build makes, and tests: taken only where there is nothing else. */
const SECOND = new Set(['target', 'build', 'out', 'dist', 'bin', 'test', 'tests']);

/**
 * The file that a frame means, among those of its name. Java prints the bare name, so the folders are the packages of the class; others
 * print a path of the machine that built or ran it, of which the end has to agree. Undefined rather than a guess.
 */
export function matching(frame: CallSite, paths: readonly string[]): string | undefined {
  const { file, module } = frame;
  if (file === undefined) return undefined;
  const printed = partsOf(file);
  const packages = printed.length === 1 && module?.includes('.') === true && !module.includes('/') ? module.split('.').slice(0, -1) : [];
  const wanted = [...packages, ...printed];
  const scored = paths.map((path) => ({ path, parts: path.split('/'), agree: agreement(path.split('/'), wanted) }));
  const best = Math.max(0, ...scored.map(({ agree }) => agree));
  // Kotlin need not put files into folders of their packages; then the name has to be the only one.
  const loose = packages.length > 0 && /\.kts?$/.test(file) && paths.length === 1;
  const enough = scored.filter(
    ({ agree, parts }) =>
      agree === best && (loose || agree === wanted.length || (packages.length === 0 && (agree >= 2 || agree === parts.length))),
  );
  const firsts = enough.filter(({ parts }) => !parts.some((part) => SECOND.has(part)));
  const left = firsts.length > 0 ? firsts : enough;
  return left.length === 1 ? left[0]?.path : undefined;
}

/** How many parts two paths have in common, counted from their ends. */
function agreement(a: readonly string[], b: readonly string[]): number {
  let same = 0;
  while (same < a.length && same < b.length && a[a.length - 1 - same] === b[b.length - 1 - same]) same++;
  return same;
}
