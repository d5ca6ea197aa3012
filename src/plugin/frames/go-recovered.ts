import type { StackFrame } from '../../model/stack-frame.ts';

// gin (recovery.go, `stack`): `/src/shop/main.go:38 (0xa71792)` and below it `\t(*Shop).Book: lanes["port"]++`, the name without its package.
const PLACE = /^(?<file>\S.{0,600}\.(?:go|s)):(?<line>\d{1,9}) \(0x[0-9a-f]{1,16}\)$/;
const NAME = /^\t(?<name>[\w.*()[\]·-]{1,300}): /;

/** The package's path as far as the file's tells it: the module cache, GOROOT and GOPATH, vendoring, paths trimmed by -trimpath. */
function packageOf(file: string): string | undefined {
  const path = file.replaceAll('\\', '/');
  const dir = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  for (const root of ['/pkg/mod/', '/vendor/', '/src/']) {
    const at = dir.lastIndexOf(root);
    if (at < 0 || (root === '/src/' && !/\/(?:go[\w.-]{0,20}|libexec)$/.test(dir.slice(0, at)))) continue;
    return plain(dir.slice(at + root.length));
  }
  return /^[A-Za-z][\w.-]*(?:\/|$)/.test(dir) && !/^[A-Za-z]:/.test(dir) ? plain(dir) : undefined;
}

/** Without the version, and with capitals where the module cache writes `!x`. */
const plain = (path: string): string => path.replace(/@v[^/]{1,100}/, '').replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The frame that two lines of gin's recovery print; undefined where they are none. */
export function ginFrame(line: string, next: string | undefined): StackFrame | undefined {
  const place = PLACE.exec(line)?.groups;
  const name = place && next !== undefined ? NAME.exec(next)?.groups?.['name'] : undefined;
  if (!place || name === undefined) return undefined;
  const file = place['file'] as string;
  const module = packageOf(file);
  return { function: name, ...(module !== undefined && { module }), file, line: Number(place['line']), language: 'go' };
}

/** go-chi's recoverer (middleware/recoverer.go) points at the culprit: ` -> shop.Book`, ` ->   /src/shop/main.go:38`. */
export const withoutArrow = (line: string): string => (line.startsWith(' -> ') ? `    ${line.slice(4)}` : line);
