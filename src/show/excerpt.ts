import type { SourceExcerpt } from '../model/report.ts';

/** `  13 |   before`, `> 14 |   the line that is meant`: the margin is marked, as colours are not everywhere. */
export function numbered({ line, lines }: SourceExcerpt): string[] {
  const width = String(lines.at(-1)?.line ?? line).length;
  return lines.map((one) => `${one.line === line ? '>' : ' '} ${String(one.line).padStart(width)} | ${one.text}`.trimEnd());
}

const LANGUAGES: Readonly<Record<string, string>> = { java: 'java', kt: 'kotlin', py: 'python', go: 'go', js: 'js', ts: 'ts', scala: 'scala', groovy: 'groovy', clj: 'clojure', rb: 'ruby', cs: 'csharp' }; // prettier-ignore

/** The language for a fenced block; empty where the ending says nothing. */
export const languageOf = (path: string): string => LANGUAGES[path.slice(path.lastIndexOf('.') + 1)] ?? '';
