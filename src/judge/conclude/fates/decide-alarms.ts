import { goesOn } from '../../observe/work/progress.ts';
import { STARVING_MS } from '../../starving.ts';
import type { Alarm } from '../../state.ts';
import { perhapsBack } from '../case/back-by-in-use.ts';
import { drained } from './drained.ts';
import type { Finding } from './finding.ts';
import { lateFindings, NO_LINES } from './late-findings.ts';
import { gapAfter, seenUntil } from './lost-lines.ts';
import { isMigrators } from './migrating.ts';
import { countOccasions } from '../case/occasions.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { smallest } from '../words/reasons.ts';
import type { Blamer } from '../case/runs.ts';
import { allReportedHang, asStalled } from './work-stops.ts';
import { takenAtWork } from './taken-at-work.ts';
import { convictYounger } from './succession.ts';
import { assumedThresholdMs } from './threshold.ts';
import { returnsVisible } from '../case/visibility.ts';

/** Confidence in what one occasion alone shows, however long it lasts: the slowest job of the month is out for long as well. */
const ONE_OCCASION = 0.9;
/** Confidence where the borrowers' threads went on to other work, by two lists and by one: a connection may have been handed on, or have come back as the list was made. */
const LEFT_BEHIND = { again: 0.9, once: 0.75 };

/** What other reports of its path do not change. */
const isSettled = (found: Finding | undefined): boolean =>
  found?.gap !== undefined || found?.goesOn !== undefined || found?.migrators === true;

/** Finds which reported connections are leaked, by whether and how long one could have seen them come back. */
export function decideAlarms(poolCase: PoolCase, blamer: Blamer, thresholdMs: number | undefined): Finding[] {
  const groupOf = blamer.groupOf(poolCase);
  const { life, pool, alarms, lateReturns } = poolCase;
  const end = life.lastAt;
  const configured = pool.thresholdMs !== undefined && pool.thresholdMs > 0 ? pool.thresholdMs : undefined;
  const repeating = life.repeatMs > 0 ? smallest(alarms.map((alarm) => alarm.heldMs ?? Infinity)) : Infinity;
  const patienceMs = thresholdMs ?? configured ?? Math.min(repeating, assumedThresholdMs(pool));
  const visible = returnsVisible(poolCase);
  const empty = drained(poolCase);
  const group = (of: { stack: string | undefined }): string => (of.stack === undefined ? '' : groupOf(of.stack));

  const longest = new Map<string, number>();
  const returns = new Map<string, number>();
  for (const late of lateReturns) {
    const key = group(late);
    returns.set(key, (returns.get(key) ?? 0) + 1);
    if (late.afterMs !== null) longest.set(key, Math.max(longest.get(key) ?? 0, late.afterMs));
  }

  // All checkouts of a pool are reported after the same time, so that reports are as far apart as the checkouts.
  // A list of holders tells at one moment of all that it names.
  const tookAt = ({ at, heldMs, listed }: Alarm): number | null => (at === null || listed !== true ? at : at - (heldMs ?? 0));
  const begins = new Map<string, (number | null)[]>();
  for (const alarm of alarms) begins.set(group(alarm), [...(begins.get(group(alarm)) ?? []), tookAt(alarm)]);
  const timesOf = new Map([...begins].map(([site, at]) => [site, countOccasions(at)]));
  // One connection that work of its own took and kept, and never a second: a listener does so by design, a leak comes again.
  const byDesign = (alarm: Alarm): boolean =>
    alarm.stack !== undefined &&
    begins.get(group(alarm))?.length === 1 &&
    !returns.has(group(alarm)) &&
    blamer.selfStarted(poolCase, alarm.stack);

  const base = (alarm: Alarm) => ({
    poolCase,
    connection: alarm.connection,
    since: alarm.at === null ? null : alarm.at - (alarm.heldMs ?? configured ?? 0),
    ...(alarm.heldMs === undefined && configured === undefined && { agedFromReport: true }),
    stack: alarm.stack,
    ...NO_LINES,
    evidence: alarm.evidence,
  });

  // Another site of the pool has lost some on several occasions: where one path forgets, others do.
  const others = (alarm: Alarm): boolean =>
    [...timesOf].some(([site, n]) => n > 1 && site !== group(alarm) && site !== '' && !returns.has(site));
  // One occasion alone may be the slow job of the day: a leak comes again. It must outlast by far what its site is known to do.
  const once = (alarm: Alarm): boolean => timesOf.get(group(alarm)) === 1;
  const alone = (alarm: Alarm): number => {
    if (!once(alarm)) return 0;
    const slowest = longest.get(group(alarm));
    if (slowest !== undefined) return Math.max(STARVING_MS, 10 * (slowest + (configured ?? 0)));
    // whoever sets a threshold means twice what honest work takes
    const slow = 5 * (thresholdMs ?? configured ?? STARVING_MS);
    return others(alarm) ? Math.min(STARVING_MS, slow) : Math.max(STARVING_MS, slow);
  };
  // A watchdog that repeats itself falls silent once the connection is back.
  const silent = (alarm: Alarm): boolean =>
    life.repeatMs > 0 && alarm.lastAt !== null && end !== null && end - alarm.lastAt > 2.5 * life.repeatMs;

  // a thread of which another one was reported later has gone on to other work
  const latest = new Map(alarms.map((alarm) => [alarm.thread, alarm]));
  const working = (alarm: Alarm): string | undefined => {
    if (alarm.at === null || latest.get(alarm.thread) !== alarm) return undefined;
    return goesOn(life, alarm.thread, alarm.at - (alarm.heldMs ?? configured ?? assumedThresholdMs(pool)), end)?.template;
  };

  const atWork = takenAtWork(poolCase);
  const doubtful = perhapsBack(poolCase.moreBack, group);

  const found = alarms.flatMap((alarm): Finding[] => {
    const key = group(alarm);
    const gap = gapAfter(life, alarm.evidence.line);
    const until = gap === undefined ? end : seenUntil(gap, alarm.at);
    const sinceAlarm = until === null || alarm.at === null ? undefined : until - alarm.at;
    const ageMs = sinceAlarm === undefined ? undefined : sinceAlarm + (alarm.heldMs ?? configured ?? 0);
    if (atWork(alarm)) return [{ ...base(alarm), fate: 'late', confidence: 0.9, reclaimed: false, open: false, seenAt: alarm.at, ageMs: alarm.heldMs, takenAtWork: true }]; // prettier-ignore
    if (alarm.reclaimed)
      return [{ ...base(alarm), fate: 'leaked', confidence: 0.9, reclaimed: true, open: false, seenAt: alarm.at, ageMs }];
    if (silent(alarm))
      return [
        {
          ...base(alarm),
          fate: 'late',
          confidence: 0.9,
          reclaimed: false,
          open: false,
          seenAt: alarm.lastAt,
          ageMs: alarm.lastAt !== null && alarm.at !== null ? alarm.lastAt - alarm.at + (alarm.heldMs ?? 0) : undefined,
          ...(alarm.heldMs === undefined && { agedFromReport: true }),
        },
      ];
    const progress = working(alarm);
    const migrators = alarm.stack !== undefined && isMigrators(life.stacks.get(alarm.stack) ?? []);
    const slowest = longest.get(key);
    // Holds of a site that returned late are measured against its own returns, alarm to return on both sides.
    if (slowest !== undefined && sinceAlarm !== undefined && sinceAlarm <= 2 * slowest && visible === 'seen' && gap === undefined)
      return [];
    const usual = sinceAlarm !== undefined && sinceAlarm > Math.max(patienceMs, 2 * (slowest ?? 0));
    // Its thread has gone on to other work without it, and that not once only.
    const leftBehind = alarm.listed === true && !once(alarm);
    const enough = leftBehind || (usual && sinceAlarm > alone(alarm));
    // A report that is still being repeated needs no line to say that nothing came back.
    const repeated = alarm.reports > 1 && life.repeatMs > 0;
    const decided =
      ((enough && (visible !== 'hidden' || repeated || leftBehind)) || empty) &&
      !byDesign(alarm) &&
      !doubtful.has(alarm) &&
      progress === undefined &&
      !migrators;
    const early =
      byDesign(alarm) &&
      alarm.at !== null &&
      life.firstAt !== null &&
      alarm.at - life.firstAt <= patienceMs + Math.max(5000, 0.02 * ((end ?? 0) - life.firstAt));
    const k = sinceAlarm === undefined ? 1 : sinceAlarm / Math.max(slowest ?? patienceMs, 1);
    const honest = 1 / (1 + (1 + (returns.get(key) ?? 0)) * Math.max(1, k));
    const trouble = life.clockTrouble.some((note) => note.at === null || alarm.at === null || Math.abs(note.at - alarm.at) < 60_000);
    const several = 1 - Math.min(0.5, honest) * (visible === 'seen' ? 0.3 : 0.6);
    const sure = leftBehind
      ? Math.max(several, alarm.reports > 1 ? LEFT_BEHIND.again : LEFT_BEHIND.once)
      : once(alarm) && !empty
        ? Math.min(ONE_OCCASION, several)
        : several;
    return [
      {
        ...base(alarm),
        fate: decided ? 'leaked' : early && enough ? 'kept' : 'undecided',
        ...(progress !== undefined && { goesOn: progress }),
        ...(migrators && { migrators }),
        ...(decided && leftBehind && { leftBehind }),
        ...(!decided && gap !== undefined && { gap }),
        ...(!decided &&
          gap === undefined &&
          progress === undefined &&
          !migrators &&
          !enough &&
          usual &&
          visible !== 'hidden' &&
          !byDesign(alarm) && { lone: true }),
        ...(!decided && enough && visible !== 'hidden' && byDesign(alarm) && { byDesign: true }),
        confidence: decided ? (trouble ? 0.5 + (sure - 0.5) / 2 : sure) : 0.4,
        reclaimed: false,
        open: true,
        seenAt: alarm.at,
        ageMs,
      },
    ];
  });
  const young = visible === 'hidden' ? found : convictYounger(found, group, new Set(returns.keys()));
  const doubts = new Set([...doubtful].map(({ evidence }) => evidence));
  const settled = young.map((one, i) => (doubts.has(one.evidence) || isSettled(found[i]) ? (found[i] as Finding) : one));
  const hangs = thresholdMs === undefined && allReportedHang(poolCase, group);
  return [...(hangs ? settled.map(asStalled) : settled), ...lateFindings(poolCase, configured)];
}
