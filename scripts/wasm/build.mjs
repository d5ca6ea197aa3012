// npm run wasm [-- --check]: compiles lines.as.ts into src/read/literals/lines-code.ts, or tells whether that is what comes of it.
// The compiler is large and seldom needed, so npx fetches it: it is no dependency.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMPILER = 'assemblyscript@0.28.4';
process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'leak-stream-wasm-'));
const out = join(folder, 'lines.wasm');
const options = [
  '--outFile',
  out,
  '-O3',
  '--noAssert',
  '--enable',
  'simd',
  '--enable',
  'bulk-memory',
  '--runtime',
  'stub',
  '--initialMemory',
  '64',
];
try {
  execFileSync('npx', ['--yes', `--package=${COMPILER}`, 'asc', 'scripts/wasm/lines.as.ts', ...options], { stdio: 'inherit' });
  const source = `// Compiled from scripts/wasm/lines.as.ts. Do not edit: npm run wasm writes it anew.

/** WebAssembly in base64. */
export const CODE =
  '${readFileSync(out).toString('base64')}';
`;
  const path = 'src/read/literals/lines-code.ts';
  if (!process.argv.includes('--check')) writeFileSync(path, source);
  else if (readFileSync(path, 'utf8') !== source) {
    console.error(`${path} is not what scripts/wasm/lines.as.ts compiles to: run npm run wasm`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
