import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  readonly code: string;
  /** 1-based line of its fence. */
  readonly line: number;
  /** From `<!-- file: NAME -->` right above the fence: the page calls the block so. */
  readonly file: string | undefined;
  /** The block right below, with nothing but empty lines in between. */
  readonly output: Block | undefined;
}

const FENCE = /^( {0,3})```(\w*)\s*$/;

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  const lines = readFileSync(join(root, page), 'utf8').split('\n');
  const found: (Omit<Block, 'output'> & { end: number; output: Block | undefined })[] = [];
  for (let i = 0; i < lines.length; i++) {
    const open = FENCE.exec(lines[i] ?? '');
    if (!open) continue;
    const close = lines.findIndex((line, at) => at > i && line.trim() === '```');
    const code = lines.slice(i + 1, close).map((line) => line.slice(open[1]?.length ?? 0)); // prettier-ignore
    const above = lines.slice(0, i).findLast((line) => line.trim() !== '') ?? '';
    const file = /^<!-- file: (\S+) -->$/.exec(above.trim())?.[1];
    const block = { language: open[2] ?? '', code: code.join('\n'), line: i + 1, file, output: undefined, end: close };
    const before = found.at(-1);
    if (before && lines.slice(before.end + 1, i).every((line) => line.trim() === '')) before.output = block;
    found.push(block);
    i = close;
  }
  return found;
}

/** A call of leak-stream in a shell block. */
export interface Call {
  readonly text: string;
  readonly args: readonly string[];
  /** The file that is piped in by cat; undefined where nothing or something else is. */
  readonly piped: string | undefined;
  /** From a comment `# exit 1` at its end; 0 without one. */
  readonly exit: number;
}

const WORD = /'([^']*)'|"([^"]*)"|((?:[^\s'"|>#]|(?<=\S)#)+)|([|>])|(#.*)$/g;

/** The words of a shell line up to a pipe, a redirection or a comment. Enough for examples, which are to be simple. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const match of text.matchAll(WORD)) {
    if (match[4] !== undefined || match[5] !== undefined) break;
    words.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return words;
}

/** The calls of leak-stream in a shell block; lines that end in a backslash go on. */
export function callsOf(block: Block): Call[] {
  const lines = block.code.replace(/\\\n\s*/g, '').split('\n');
  return lines.flatMap((text) =>
    [...text.matchAll(/(?:^|\| *|&& *)leak-stream(?= |$)/g)].map((start) => ({
      text,
      args: wordsOf(text.slice(start.index + start[0].length)),
      piped: /^cat (\S+) \| /.exec(text)?.[1],
      exit: Number(/# exit (\d+)/.exec(text)?.[1] ?? 0),
    })),
  );
}

/** Bundles a TypeScript or JavaScript block with the sources, so that it runs anywhere without a build of the project. */
export async function bundled(block: Block, target: string): Promise<string> {
  mkdirSync(dirname(target), { recursive: true });
  await build({
    stdin: { contents: block.code, resolveDir: root, loader: block.language === 'js' ? 'js' : 'ts' },
    outfile: target,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['leak-stream-source'],
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    logLevel: 'silent',
  });
  return target;
}

/** Holds an output against what a page shows; a page may break off with a line `…`. */
export function shown(actual: string, expected: string): { actual: string; expected: string } {
  const trimmed = actual.replace(/\n$/, '').split('\n').map((line) => line.trimEnd()).join('\n'); // prettier-ignore
  const lines = expected.split('\n');
  if (lines.at(-1) !== '…' || lines.length === 1) return { actual: trimmed, expected };
  const begin = trimmed.split('\n').slice(0, lines.length - 1); // prettier-ignore
  return { actual: [...begin, '…'].join('\n'), expected };
}

/** Writes what came out into the page, in place of the block of line `line`. For UPDATE=1. */
export function rewrite(page: string, block: Block, text: string): void {
  const path = join(root, page);
  const whole = readFileSync(path, 'utf8');
  const old = `\`\`\`${block.language}\n${block.code}\n\`\`\``;
  if (whole.split(old).length !== 2) throw new Error(`${page}:${block.line} is not there once`);
  writeFileSync(
    path,
    whole.replace(old, () => `\`\`\`${block.language}\n${text}\n\`\`\``),
  );
}
