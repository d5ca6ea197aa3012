import type { Reporter } from './reporter.ts';

/** A format by name. It is loaded when it is asked for: nobody waits for SARIF to see a text. */
export interface Format {
  /** Endings of file names that mean it, the longest one wins: `.speedscope.json` is not `.json`. */
  readonly extensions: readonly string[];
  readonly load: () => Promise<Reporter>;
}

export const FORMATS: Readonly<Record<string, Format>> = {
  text: { extensions: ['.txt'], load: async () => (await import('./text/index.ts')).text },
  json: { extensions: ['.json'], load: async () => (await import('./json.ts')).json },
  ndjson: { extensions: ['.ndjson', '.jsonl'], load: async () => (await import('./json.ts')).ndjson },
  markdown: { extensions: ['.md', '.markdown'], load: async () => (await import('./markdown/index.ts')).markdown },
  html: { extensions: ['.html', '.htm'], load: async () => (await import('./html/index.ts')).htmlPage },
  sarif: { extensions: ['.sarif', '.sarif.json'], load: async () => (await import('./sarif/index.ts')).sarif },
  junit: { extensions: ['.xml'], load: async () => (await import('./junit.ts')).junit },
  folded: { extensions: ['.folded'], load: async () => (await import('./profile/folded.ts')).folded },
  speedscope: { extensions: ['.speedscope.json'], load: async () => (await import('./profile/speedscope.ts')).speedscope },
};

/** The format that a file name asks for, undefined where its ending says nothing. */
export function formatOf(path: string): string | undefined {
  const name = path.toLowerCase();
  const fits = Object.entries(FORMATS).flatMap(([format, { extensions }]) =>
    extensions.filter((extension) => name.endsWith(extension)).map((extension) => ({ format, length: extension.length })),
  );
  return fits.sort((a, b) => b.length - a.length)[0]?.format;
}
