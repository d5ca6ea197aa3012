import { ambiguousRepeat } from './ambiguity.ts';
import { hostileTexts } from './hostile.ts';
import type { Hostile } from './hostile.ts';
import { treeOf } from './tree.ts';

/** Says why a pattern is not linear in its input, or undefined where it is proven to be. */
export type Linear = (pattern: RegExp) => string | undefined;

/** A rule sees at most 8 KiB of a line; on that much a linear pattern needs well under a millisecond, a quadratic one 30 and more. */
const LENGTH = 8 * 1024;
const SLOW_MS = 15;

/** Each length only a little above the one before: exponential cost must be seen before it is past waiting for. */
const LENGTHS: readonly number[] = (() => {
  const lengths = [];
  for (let length = 10; length < LENGTH; length = Math.ceil(length * 1.15)) lengths.push(length);
  return [...lengths, LENGTH];
})();

/**
 * Milliseconds that a pattern needs for a text; the least of some runs. The processor's own time is asked as well, because on a busy machine
 * the clock also counts what others do.
 */
function cost(pattern: RegExp, text: string): number {
  let least = Infinity;
  for (let run = 0; run < 4 && least > SLOW_MS; run++) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    pattern.test(text);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, performance.now() - start, (user + system) / 1000);
  }
  return least;
}

function slowOn(pattern: RegExp, { before, unit }: Hostile): boolean {
  const whole = unit.repeat(Math.ceil(LENGTH / unit.length));
  for (const length of LENGTHS) {
    if (cost(pattern, `${before}${whole.slice(0, length)}\u0001`.slice(0, LENGTH)) > SLOW_MS) return true;
  }
  return false;
}

/**
 * Why a pattern without the flags g and y is not linear: taken apart first, then tried on texts made against it. No proof, but it needs
 * no other package, and ends soon whatever the pattern is.
 */
export const triedLinear: Linear = (pattern) => {
  const tree = treeOf(pattern);
  const repeat = tree && ambiguousRepeat(tree);
  if (repeat !== undefined) return `${repeat.slice(0, 200)} can divide one text in exponentially many ways`;
  const slow = hostileTexts(tree, pattern.source).find((text) => slowOn(pattern, text));
  if (slow === undefined) return undefined;
  const before = slow.before === '' ? '' : `${JSON.stringify(slow.before)} and then `;
  return `a line of ${before}${JSON.stringify(slow.unit)} again and again takes it more than ${SLOW_MS} ms`;
};

/** `checkSync` of the package recheck, as far as it is needed here. */
export type Recheck = (
  source: string,
  flags: string,
  options?: { timeout?: number },
) => { readonly status: string; readonly complexity?: { readonly summary: string } | undefined };

/**
 * A proof of linearity by `recheck`: `checkPlugin(plugin, { linear: provenBy(checkSync) })`.
 * @param undecided is told the patterns of which recheck could not tell in time
 */
export const provenBy =
  (checkSync: Recheck, undecided: (pattern: RegExp) => void = () => {}): Linear =>
  (pattern) => {
    const { status, complexity } = checkSync(pattern.source, pattern.flags, { timeout: 10_000 });
    if (status === 'vulnerable') return `recheck proves it ${complexity?.summary ?? 'superlinear'}`;
    if (status !== 'safe') undecided(pattern);
    return undefined;
  };
