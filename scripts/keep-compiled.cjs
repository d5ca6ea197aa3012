// Preloaded into a run of the built command line: what V8 compiled of compiled.cjs's code until the end of the run is kept beside it for the next ones.
const { writeFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const vm = require('node:vm');

// V8 throws away what has not run for a while, the outermost function among the first; and it takes no code back that was made with other flags.
setFlagsFromString('--no-flush-bytecode');
vm.Script = class extends vm.Script {
  constructor(code, options) {
    super(code, options);
    process.once('exit', () => {
      setFlagsFromString('--flush-bytecode');
      writeFileSync(options.filename.replace(/code\.cjs$/, 'cache'), this.createCachedData());
    });
  }
};
