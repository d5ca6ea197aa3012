// Builds dist/: tsc emits the library with its types, esbuild bundles the command line into one file (start-up), schemas are written as files.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });

const bundled = {
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  conditions: ['leak-stream-source'],
  // split2 and readable-stream are CommonJS and ask for node's own modules with require
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  logLevel: 'warning',
};
await build({ ...bundled, entryPoints: [{ in: 'src/cli/main.ts', out: 'cli' }] });
// Worker threads begin there, beside the chunk that starts them.
await build({ ...bundled, entryPoints: [{ in: 'src/jobs/thread.ts', out: 'chunks/thread' }] });
chmodSync('dist/cli.js', 0o755);

const { reportJsonSchema, eventJsonSchema } = await import('../dist/src/model/schema.js');
const { packJsonSchema } = await import('../dist/src/plugin/pack/schema.js');
const { comparisonJsonSchema } = await import('../dist/src/model/comparison.js');
const { gateJsonSchema } = await import('../dist/src/model/gate.js');
mkdirSync('dist/schema', { recursive: true });
for (const [name, schema] of [
  ['report', reportJsonSchema()],
  ['event', eventJsonSchema()],
  ['pack', packJsonSchema()],
  ['compare', comparisonJsonSchema()],
  ['gate', gateJsonSchema()],
]) {
  writeFileSync(`dist/schema/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`);
}
