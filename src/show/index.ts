import type { Reporter } from './reporter.ts';

/** A format by name. It is loaded when it is asked for: nobody waits for SARIF to see a text. */
export interface Format {
  /** Endings of file names that mean it, the longest one wins: `.speedscope.json` is not `.json`. */
  readonly extensions: readonly string[];
  readonly load: () => Promise<Reporter>;
}

export const FORMATS: Readonly<Record<string, Format>> = {
  text: { extensions: ['.txt', '.text'], load: async () => (await import('./text/index.ts')).text },
  json: { extensions: ['.json'], load: async () => (await import('./json.ts')).json },
};

/** The format that a file name asks for, undefined where its ending says nothing. */
export function formatOf(path: string): string | undefined {
  const name = path.toLowerCase();
  const fits = Object.entries(FORMATS).flatMap(([format, { extensions }]) =>
    extensions.filter((extension) => name.endsWith(extension)).map((extension) => ({ format, length: extension.length })),
  );
  return fits.sort((a, b) => b.length - a.length)[0]?.format;
}
