import { reportOf } from '../../analysis.ts';
import { Findings } from '../../live/findings.ts';
import { Judging } from '../../live/judging.ts';
import { Rhythm } from '../../live/rhythm.ts';
import type { Report } from '../../model/report.ts';
import { followEvents } from '../../read/live.ts';
import { redact } from '../../show/redact.ts';
import { factsOf, noticed, type Analysis } from '../analysis.ts';
import type { Arguments } from '../args.ts';
import type { Io } from '../io.ts';
import { readOptions } from '../reading.ts';
import { untilAborted } from '../until-aborted.ts';
import { listenerOf } from './listen.ts';
import type { Listener } from './listener.ts';
import { metricsListener } from './metrics-listener.ts';

/** A record counts as whole when nothing has gone on with it for so long. */
const SILENT_MS = 1000;

/**
 * `--follow`: judges logs while they are written, tells what it finds, and gives the last report once the user has stopped it or all pipes have
 * ended. The last report is the same as if the log had been read at once. @throws CliError on options whose values mean nothing
 */
export async function followed(args: Arguments, inputs: readonly string[], io: Io): Promise<Analysis> {
  const facts = factsOf(args);
  const broken = new AbortController();
  const signal = AbortSignal.any([io.signal, broken.signal]);
  const options = await readOptions(args, inputs, io.stdin, signal);
  const events = followEvents(inputs, options);
  const judging = new Judging((state) => reportOf(state, events.summary(), events.failures, options.plugins, facts));
  const findings = new Findings();
  const listeners = [await metricsListener(args, io), await listenerOf(args, io)].filter((one): one is Listener => one !== undefined);
  const shown = (report: Report): Report => (args.has('no-redact') ? report : redact(report));
  const judge = async (look: () => Report): Promise<Report> => {
    const began = performance.now();
    const report = look();
    const safe = shown(report);
    const found = findings.update(safe);
    const tookMs = performance.now() - began;
    for (const listener of listeners) await listener.tell(found, safe, tookMs);
    return report;
  };
  let failure: unknown;
  const rhythm = new Rhythm({
    judge: async () => void (await judge(() => judging.look(events.look(SILENT_MS)))),
    silence: () => events.silence(SILENT_MS),
    onError: (error) => {
      failure ??= error;
      broken.abort();
    },
  });
  try {
    for await (const batch of untilAborted(events.batches, signal)) {
      judging.add(batch);
      rhythm.stir();
    }
    await rhythm.stop();
    if (failure !== undefined) throw failure as Error;
    const last = await judge(() => judging.end());
    const report = noticed(events.located(last), args, false);
    return { report, state: judging.state, failures: events.failures, plugins: options.plugins, interrupted: io.signal.aborted ? 'reading' : undefined };
  } finally {
    await rhythm.stop();
    for (const listener of listeners) await listener.end();
  }
} // prettier-ignore
