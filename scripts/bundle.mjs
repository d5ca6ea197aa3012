// Bundles the command line: one file that a usual run needs, and one for each part that is loaded only when it is asked for.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';
import { rolldown } from 'rolldown';
import { parseSync, Visitor } from 'rolldown/utils';
import { asciiOnly } from './ascii.mjs';

/** What `--version` and wrong words need. */
const FRONT = ['src/cli/main.ts', 'src/version.ts'];
/** What reading logs and printing a text needs besides. It is one file, for each file takes Node half a millisecond. */
const CORE = [
  'src/cli/commands/analyse.ts',
  'src/cli/reading/analysis.ts',
  'parsers/index.ts',
  'src/read/index.ts',
  'src/plugin/frames/roles.ts',
  'src/show/text/index.ts',
  'src/show/redact/index.ts',
];

/** CommonJS: Node 20 needs ten milliseconds more to begin with a module of the other kind. */
export async function bundle(root, folder) {
  const bundled = await rolldown({
    cwd: root,
    // Worker threads begin in a file of their own, beside the one that starts them.
    input: { cli: FRONT[0], 'chunks/thread': 'src/jobs/thread.ts' },
    platform: 'node',
    preserveEntrySignatures: false,
    resolve: {
      conditionNames: ['leak-stream-source', 'node', 'import', 'default'],
      // Node has these streams in itself, compiled.
      alias: { 'readable-stream': 'node:stream' },
    },
    // zstddec would load Node's HTTP client to read its own WebAssembly from a data: address.
    transform: { target: 'node20', define: { 'typeof fetch': '"undefined"' } },
    checks: { ineffectiveDynamicImport: false },
    onLog(level, log) {
      if (level === 'warn') throw new Error(log.message);
    },
  });
  let front;
  let core;
  const { output } = await bundled.generate({
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name]-[hash].cjs',
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        {
          debugName: 'front and core',
          name(id, modules) {
            front ??= withImports(FRONT, root, modules);
            core ??= withImports(CORE, root, modules, front);
            return core.has(id) ? 'core' : front.has(id) && id !== join(root, FRONT[0]) ? 'front' : null;
          },
        },
      ],
    },
  });
  await bundled.close();
  for (const { fileName, name, code } of output) {
    const path = join(folder, name === 'core' ? fileName.replace(/cjs$/, 'code.cjs') : fileName);
    mkdirSync(dirname(path), { recursive: true });
    // Names stay, for stack traces. V8 compiles a text of nothing but ASCII in two thirds of the time.
    const small = (await transform(code, { target: 'node20', charset: 'ascii', minifyWhitespace: true, minifySyntax: true })).code;
    // compiled.cjs reads the core byte by byte: any other character would become two or three that no log holds.
    writeFileSync(path, name === 'core' ? asciiOnly(small) : small);
    if (name === 'core') {
      noImport(code);
      copyFileSync(join(root, 'scripts/compiled.cjs'), join(folder, fileName));
    }
  }
}

/** V8 forgets who answers `import()` in code that it kept, so what loads modules of the user must lie in a file of its own. */
function noImport(code) {
  const refuse = ({ start }) => {
    throw new Error(`import() in the core of the command line: ${code.slice(start, start + 80)}`);
  };
  new Visitor({ ImportExpression: refuse }).visit(parseSync('core.cjs', code).program);
}

/** The modules, and all that they import and that is not in `known`. */
function withImports(paths, root, modules, known = new Set()) {
  const all = new Set();
  const waiting = paths.map((path) => join(root, path));
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const info = all.has(id) || known.has(id) ? null : modules.getModuleInfo(id);
    if (info === null) continue;
    all.add(id);
    waiting.push(...info.importedIds);
  }
  return all;
}
