// Loaded into leak-stream itself by `npm run soak:short`: once a second it collects all garbage and writes what is alive, in bytes, to $SOAK_ALIVE.
'use strict';
const { writeFileSync } = require('node:fs');

const timer = setInterval(() => {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  writeFileSync(process.env['SOAK_ALIVE'], `${heapUsed + external}\n`);
}, 1000);
timer.unref();
