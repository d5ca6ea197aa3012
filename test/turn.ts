/**
 * What is too much for each run of the tests is tried in parts: each change meets one of them, as its seed (seed.ts) says, and the next change another.
 * Without a seed it is the first.
 */
const SEED = Number.parseInt(process.env['PROPERTY_SEED']?.slice(0, 8) ?? '0', 16);

/** Whether the nth of many things is in the part of this run, one of so many. */
export const inTurn = (nth: number, parts: number): boolean => (nth + SEED) % parts === 0;
