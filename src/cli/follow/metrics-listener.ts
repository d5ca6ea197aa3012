import { exposition } from '../../live/exposition.ts';
import { metrics } from '../../live/metrics.ts';
import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import type { Arguments } from '../options/args.ts';
import type { Io } from '../io.ts';
import { write } from '../stdout.ts';
import type { Listener } from './listener.ts';

/** A listener on a port, where `--metrics` asks for one. @throws CliError */
export async function metricsListener(args: Arguments, io: Io): Promise<Listener | undefined> {
  const text = args.value('metrics');
  if (text === undefined) return undefined;
  const { addressOf, serve } = await import('./metrics-server.ts');
  const findings: Partial<Record<Finding['kind'], number>> = {};
  let judgements = 0;
  let judgeSeconds = 0;
  let report: Report | undefined;
  const server = await serve(addressOf(text), (format) =>
    report === undefined
      ? exposition([], format)
      : metrics(report, { findings, judgements, judgeSeconds, residentBytes: residentBytes() }, format),
  );
  if (!args.has('quiet')) await write(io.stderr, `leak-stream: metrics at ${server.url}\n`);
  return {
    tell: (found, latest, tookMs) => {
      report = latest;
      judgements++;
      judgeSeconds += tookMs / 1000;
      for (const { kind } of found) findings[kind] = (findings[kind] ?? 0) + 1;
      return Promise.resolve();
    },
    end: () => Promise.resolve(server.close()),
  };
}

/** NaN where the system does not tell, as in a sandbox without /proc. */
function residentBytes(): number {
  try {
    return process.memoryUsage.rss();
  } catch {
    return NaN;
  }
}
