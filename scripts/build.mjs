// Builds dist/: tsc emits the library with its types, bundle.mjs makes few files of the command line (start-up), schemas are written as files.
// `--unless-built`: not where dist/ is younger than all that it is made of.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { isBuilt } from './is-built.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
if (process.argv.includes('--unless-built') && isBuilt(process.cwd())) process.exit(0);
rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });

await bundle(process.cwd(), 'dist');
// kubectl runs this as `kubectl leak_stream …`.
writeFileSync('dist/kubectl-leak_stream.cjs', "#!/usr/bin/env node\nprocess.argv.splice(2, 0, 'kube');\nrequire('./cli.cjs');\n");
for (const program of ['cli', 'kubectl-leak_stream']) chmodSync(`dist/${program}.cjs`, 0o755);

// What V8 made of the command line in a first run saves each later one a third of its start.
execFileSync(process.execPath, ['--require', './scripts/keep-compiled.cjs', 'dist/cli.cjs', 'samples/hikaricp/one-leak'], {
  stdio: 'ignore',
});

const { reportJsonSchema, eventJsonSchema } = await import('../dist/src/model/schema.js');
const { packJsonSchema } = await import('../dist/src/plugin/pack/schema.js');
const { comparisonJsonSchema } = await import('../dist/src/model/comparison.js');
const { gateJsonSchema } = await import('../dist/src/model/gate.js');
const { lineJsonSchema } = await import('../dist/src/model/line.js');
mkdirSync('dist/schema', { recursive: true });
for (const [name, schema] of [
  ['report', reportJsonSchema()],
  ['event', eventJsonSchema()],
  ['pack', packJsonSchema()],
  ['compare', comparisonJsonSchema()],
  ['gate', gateJsonSchema()],
  ['ndjson', lineJsonSchema()],
]) {
  writeFileSync(`dist/schema/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`);
}
