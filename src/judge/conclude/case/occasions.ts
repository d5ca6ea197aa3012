/**
 * Jobs that a schedule, a start or one click sends off together begin within this time. If they are slow they all are, so however many they are, they
 * say no more than one of them.
 */
export const TOGETHER_MS = 10_000;

/** The different moments among some beginnings, ms, in order: what began together is one. Those without a time are none. */
export function occasions(begins: readonly (number | null)[], togetherMs = TOGETHER_MS): number[] {
  const moments: number[] = [];
  for (const at of begins.flatMap((begin) => begin ?? []).sort((a, b) => a - b)) {
    if (at - (moments.at(-1) ?? -Infinity) >= togetherMs) moments.push(at);
  }
  return moments;
}

/** How many different moments these are; where none has a time, as many as they are. */
export function countOccasions(begins: readonly (number | null)[]): number {
  return begins.every((begin) => begin === null) ? begins.length : occasions(begins).length;
}
