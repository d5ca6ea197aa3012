/** Samples that are looked at together; samplers that take turns share them evenly, but for five. */
const TOGETHER = 48;
const MOST_SAMPLERS = 6;
/** Of so many samples in a hundred the time is the one that its sampler keeps to. */
const PUNCTUAL = 80;
/** A timer is late by a share of its period; a layout may print whole seconds. */
const LATE = 0.03;
const SECOND_MS = 1_000;
const LEAST_LATE_MS = 20;
/** Connections by which the least that two samplers show differs; one may be a job. */
const APART = 2;
/** Of a pair of samples, one of each, so many in a hundred show more of the one that has the higher floor. */
const ABOVE = 75;
/** Stretches in a row. One pool that two timers look at shows the same now and then, and not as long as this. */
const IN_A_ROW = 3;
/** A clock that is set steps back by less, or by the hour of summer time. */
const BACK_MS = 600_000;
const HOUR_MS = 3_600_000;
const OF_HOUR_MS = 120_000;
/** Samples in a time that was told before. */
const AGAIN = 20;

/** When one pool's in-use was sampled, as far as it is remembered: plain data, for it is kept through a restart. */
export interface Samplers {
  /** The stretch that is not full yet. */
  times: number[];
  inUse: number[];
  /** Stretches in a row in which several samplers show a floor each. */
  row: number;
  last: number;
  newest: number;
  /** Until when samples tell of a time that was told before, and how many did. */
  until: number;
  again: number;
}

export const noSamplers = (): Samplers => ({
  times: [],
  inUse: [],
  row: 0,
  last: -Infinity,
  newest: -Infinity,
  until: -Infinity,
  again: 0,
});

/** Adds a sample, in the log's order. */
export function addSample(samplers: Samplers, at: number | null, inUse: number | undefined): void {
  if (at === null || inUse === undefined) return;
  const back = samplers.last - at;
  if (!beginAnew(samplers) && back > BACK_MS && Math.abs(back - HOUR_MS) > OF_HOUR_MS)
    [samplers.until, samplers.again] = [samplers.newest, 0];
  if (at <= samplers.until && samplers.again < AGAIN) samplers.again++;
  samplers.last = at;
  samplers.newest = Math.max(samplers.newest, at);
  if (takeTurns(samplers)) return;
  samplers.times.push(at);
  samplers.inUse.push(inUse);
  if (samplers.times.length < TOGETHER) return;
  samplers.row = areApart(samplers.times, samplers.inUse) ? samplers.row + 1 : 0;
  [samplers.times, samplers.inUse] = [[], []];
}

/** Several samplers, each with a time of its own within one period, show a floor each, and these are apart. */
export const takeTurns = ({ row }: Samplers): boolean => row >= IN_A_ROW;

/** The samples began anew far back, and told of the same time once more. */
export const beginAnew = ({ again }: Samplers): boolean => again >= AGAIN;

function areApart(times: readonly number[], inUse: readonly number[]): boolean {
  const samplers = samplersIn(times);
  if (samplers < 2) return false;
  const shown = Array.from({ length: samplers }, (_, phase) => inUse.filter((__, i) => i % samplers === phase));
  const floors = shown.map((values) => Math.min(...values));
  const [high, low] = [Math.max(...floors), Math.min(...floors)];
  if (high - low < APART) return false;
  const [above, below] = [shown[floors.indexOf(high)] ?? [], shown[floors.indexOf(low)] ?? []];
  const pairs = Math.min(above.length, below.length);
  const more = above.filter((value, i) => i < pairs && value > (below[i] ?? Infinity)).length;
  return more * 100 >= pairs * ABOVE;
}

/** How many samplers with one period take turns in a stretch: the fewest that explain its times; 0 where none do. */
function samplersIn(times: readonly number[]): number {
  const whole = times.every((at) => at % SECOND_MS === 0);
  for (let samplers = 1; samplers <= MOST_SAMPLERS; samplers++) {
    const gaps = times.slice(samplers).map((at, i) => at - (times[i] ?? at));
    const period = [...gaps].sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
    if (period <= 0) continue;
    const late = Math.max(LATE * period, whole ? SECOND_MS : LEAST_LATE_MS);
    const punctual = gaps.filter((gap) => Math.abs(gap - period) <= late).length;
    if (punctual * 100 >= gaps.length * PUNCTUAL) return samplers;
  }
  return 0;
}
