import { reportOf } from '../../analysis.ts';
import { Findings } from '../../live/findings.ts';
import { Judging } from '../../live/judging.ts';
import { Rhythm } from '../../live/rhythm.ts';
import { sectionOf } from '../../live/state/file.ts';
import type { Memo, State } from '../../judge/index.ts';
import type { Report } from '../../model/report.ts';
import type { Failure, Input } from '../../read/index.ts';
import { followEvents } from '../../read/follow/live.ts';
import { redactEach } from '../../show/redact/index.ts';
import { factsOf, noticed, type Analysis } from '../reading/analysis.ts';
import type { Arguments } from '../options/args.ts';
import type { Io } from '../io.ts';
import { readOptions } from '../reading/reading.ts';
import { untilAborted } from '../reading/until-aborted.ts';
import { keepHeapSmall } from '../reading/heap.ts';
import { listenerOf } from './listen.ts';
import { metricsListener } from './metrics-listener.ts';
import { StateFile } from './state.ts';
import { tellAwaited } from './awaited.ts';
import { Teller } from './teller.ts';

/** A record counts as whole when nothing has gone on with it for so long. */
const SILENT_MS = 1000;

/**
 * `--follow`: judges logs while they are written, tells what it finds, and gives the last report once the user has stopped it or all pipes have
 * ended. The last report is the same as if the log had been read at once. With `--state` alone what is there now is read, and nothing told but the report.
 * @throws CliError on options whose values mean nothing, and where the state cannot be used
 */
export async function followed(args: Arguments, inputs: readonly Input[], io: Io): Promise<Analysis> {
  const facts = factsOf(args);
  const broken = new AbortController();
  const signal = AbortSignal.any([io.signal, broken.signal]);
  const options = await readOptions(args, inputs, io, signal);
  const once = !args.has('follow');
  if (!once) keepHeapSmall();
  const path = args.value('state');
  const kept = path === undefined ? undefined : await StateFile.of(path, args, inputs.filter((input) => typeof input === 'string'), options, io);
  const { read, judged, told } = kept?.earlier ?? {};
  const onAwaited = (missing: readonly Failure[]): void => void tellAwaited(missing, args, io);
  const events = followEvents(inputs, { ...options, once, onAwaited, ...(kept && { earlier: read ?? null }) });
  const report = (curves: boolean) => (state: State, memo: Memo): Report =>
    reportOf(state, events.summary(), events.failures, options.plugins, { ...facts, curves }, memo);
  const judging = new Judging(report(true), judged, report(false));
  const findings = new Findings();
  if (told) findings.recall(told);
  const meter = once ? undefined : await metricsListener(args, io);
  const listener = once ? undefined : await listenerOf(args, io);
  const shown = args.has('no-redact') ? (report: Report): Report => report : redactEach();
  let failure: unknown;
  let unheard: Error | undefined;
  let ended = false;
  let whole = false;
  const onError = (error: unknown): void => {
    failure ??= error;
    broken.abort();
  };
  // Whoever cannot be told any more has no say in whether files are written.
  const onUnheard = (error: unknown): void => {
    unheard ??= error as Error;
    broken.abort();
  };
  const teller = new Teller({
    findings, listener, meter, onError: onUnheard,
    onTold: (found) => (ended ? undefined : kept?.keepNow(found.length > 0, { events, judging, findings, again: () => rhythm.stir() })),
    onFree: () => rhythm.stir(),
  });
  const rhythm = new Rhythm({
    judge: () => {
      const began = performance.now();
      const safe = shown(judging.look(events.look(SILENT_MS)));
      teller.tell(safe, performance.now() - began);
    },
    silence: () => (once ? 0 : events.silence(SILENT_MS)),
    onError,
  });
  try {
    const batches = (async function* () {
      yield* events.batches;
      // Where a read that hangs was left behind, something may be on its way.
      whole = true;
    })();
    // Before anything came: a view that waits, and metrics that say that the program runs.
    if (!once) rhythm.stir();
    for await (const batch of untilAborted(batches, signal)) {
      judging.add(batch);
      if (!once) rhythm.stir();
    }
    await rhythm.stop();
    await teller.settled();
    if (failure !== undefined) throw failure as Error;
    ended = true;
    // The last line and the open records may go on in the next run, so they are no part of what is kept.
    const known = whole ? kept?.known(events, judging) : undefined;
    judging.add(events.rest());
    const began = performance.now();
    const last = judging.end();
    if (!once && unheard === undefined) await teller.end(shown(last), performance.now() - began);
    if (failure !== undefined) throw failure as Error;
    if (known !== undefined && unheard === undefined) await kept?.keep(() => [known, sectionOf(findings.memory())]);
    const report = noticed(events.located(last), args, false);
    return { report, state: judging.state, failures: events.failures, plugins: options.plugins, unheard, interrupted: io.signal.aborted ? 'reading' : undefined };
  } finally {
    await rhythm.stop();
    // A terminal that is gone is told by the report, which cannot be printed there.
    await listener?.end().catch(() => {});
    await meter?.end();
    await kept?.release();
  }
} // prettier-ignore
