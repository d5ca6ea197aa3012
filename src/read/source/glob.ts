import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether a name asks for expansion; a shell that expands itself leaves none of these. */
export const isGlob = (name: string): boolean => /[*?[{]/.test(name);

/** Splits `a{b,c}d` into `abd` and `acd`; nested braces too. At most 256 alternatives, so that a hostile name cannot grow without bound. */
export function expandBraces(pattern: string): string[] {
  const done: string[] = [];
  const open = [pattern];
  while (open.length > 0 && done.length + open.length <= 256) {
    const text = open.pop() as string;
    const end = text.indexOf('}');
    const start = end < 0 ? -1 : text.lastIndexOf('{', end);
    if (start < 0) done.push(text);
    else for (const part of text.slice(start + 1, end).split(',')) open.push(text.slice(0, start) + part + text.slice(end + 1));
  }
  return [...new Set(done)];
}

/** One segment of a pattern against one name: `*`, `?` and `[a-z]`. Two pointers, no backtracking beyond the last star. */
export function matchSegment(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let resume = 0;
  while (n < name.length) {
    const step = p < pattern.length && pattern[p] !== '*' ? oneCharacter(pattern, p, name[n] as string) : 0;
    if (pattern[p] === '*') {
      star = p++;
      resume = n;
    } else if (step > 0) {
      p += step;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** How many characters of the pattern match this one character of the name; 0 where none does. */
function oneCharacter(pattern: string, at: number, character: string): number {
  const sign = pattern[at] as string;
  if (sign === '?') return 1;
  const end = sign === '[' ? pattern.indexOf(']', at + 2) : -1;
  if (end < 0) return sign === character ? 1 : 0;
  const negated = pattern[at + 1] === '!' || pattern[at + 1] === '^';
  let found = false;
  for (let i = at + (negated ? 2 : 1); i < end; i++) {
    const low = pattern[i] as string;
    const range = pattern[i + 1] === '-' && i + 2 < end;
    if (range ? low <= character && character <= (pattern[i + 2] as string) : low === character) found = true;
    if (range) i += 2;
  }
  return found !== negated ? end - at + 1 : 0;
}

/** The files that a quoted glob names, sorted. `**` stands for any number of folders; hidden names need a literal dot. */
export async function glob(pattern: string): Promise<string[]> {
  const found = new Set<string>();
  for (const alternative of expandBraces(pattern)) {
    const segments = alternative.split('/');
    const absolute = segments[0] === '';
    await walk(absolute ? '/' : '', absolute ? segments.slice(1) : segments, found);
  }
  return [...found].sort();
}

async function walk(folder: string, segments: readonly string[], found: Set<string>): Promise<void> {
  const [segment, ...rest] = segments;
  if (segment === undefined) return;
  if (segment !== '**' && !isGlob(segment)) {
    const next = folder === '' ? segment : join(folder, segment);
    if (rest.length > 0) return walk(next, rest, found);
    const entries = await list(folder);
    if (entries.some((entry) => entry.name === segment && !entry.isDirectory())) found.add(next);
    return;
  }
  if (segment === '**') await walk(folder, rest.length > 0 ? rest : ['*'], found);
  for (const entry of await list(folder)) {
    const path = folder === '' ? entry.name : join(folder, entry.name);
    const hidden = entry.name.startsWith('.');
    if (segment === '**') {
      if (entry.isDirectory() && !hidden) await walk(path, segments, found);
    } else if (matchSegment(segment, entry.name) && (!hidden || segment.startsWith('.'))) {
      if (rest.length > 0) await walk(path, rest, found);
      else if (!entry.isDirectory()) found.add(path);
    }
  }
}

const list = (folder: string) => readdir(folder === '' ? '.' : folder, { withFileTypes: true }).catch(() => []);
