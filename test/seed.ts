/*
 * Properties are tried on random inputs, other ones in each run. PROPERTY_SEED holds them still: .ci/run takes it from what it tests, so that a second
 * run of the same code fails where the first one did, and each change is tried on inputs of its own.
 */
const given = process.env['PROPERTY_SEED'];

if (given !== undefined) {
  const seed = Number.parseInt(given.slice(0, 8), 16);
  if (!Number.isInteger(seed)) throw new Error(`PROPERTY_SEED takes a number of eight hexadecimal digits, not ${JSON.stringify(given)}`);
  const { default: fc } = await import('fast-check');
  // a signed number of 32 bits
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: seed | 0 });
}
