import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of main.mjs and thread.mjs. */
    readonly bundled: string;
  }
}

/**
 * Real processes and threads begin with TypeScript in three seconds each, nearly all of which the reading of some hundred files takes. So the sources
 * are put into few files once for each run of the tests: not dist/, which may be older than they are.
 */
export async function setup({ provide }: TestProject): Promise<() => void> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'leak-stream-bundled-'));
  await build({
    absWorkingDir: root,
    entryPoints: { main: 'src/cli/main.ts', thread: 'src/jobs/thread.ts' },
    outdir: join(folder, 'bin'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['leak-stream-source'],
    banner: { js: "import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);" },
  });
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  provide('bundled', join(folder, 'bin'));
  return () => rmSync(folder, { recursive: true });
}
