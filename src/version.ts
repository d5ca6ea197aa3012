import { readFileSync } from 'node:fs';

/** The version of this package. Its manifest is looked for upwards, because sources and build lie at different depths. */
export function version(): string {
  for (const up of ['..', '../..']) {
    try {
      const manifest = JSON.parse(readFileSync(new URL(`${up}/package.json`, import.meta.url), 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (manifest.name === 'leak-stream' && manifest.version !== undefined) return manifest.version;
    } catch {
      // not at this depth
    }
  }
  return '0.0.0';
}
