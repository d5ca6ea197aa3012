// Stands in the place of the command line's largest file: runs the code beside it, NAME.code.cjs, from what V8 made of it before, NAME.cache, where that
// is there. V8 itself refuses what another version of it made, or one with other flags, and compiles as always.
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

const name = __filename.slice(0, -'.cjs'.length);
const filename = `${name}.code.cjs`;
let cachedData;
try {
  cachedData = readFileSync(`${name}.cache`);
} catch {
  // A package carries none: V8's versions are too many.
}
// The build writes nothing but ASCII.
const code = `(function (exports, require, module, __filename, __dirname) {${readFileSync(filename, 'latin1')}\n})`;
const script = new Script(code, { filename, cachedData });
script.runInThisContext().call(exports, exports, require, module, filename, __dirname);
