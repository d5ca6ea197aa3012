import type { Finding } from '../../model/finding.ts';
import { clean } from '../../show/clean.ts';
import { escaped } from '../../show/json.ts';
import { time } from '../../show/words.ts';
import type { Arguments } from '../options/args.ts';
import { colorOf } from '../options/color.ts';
import type { Io } from '../io.ts';
import { write } from '../stdout.ts';
import type { Listener } from './listener.ts';

/**
 * Findings as lines of JSON with `--format ndjson`; as text, a view that is drawn in place where a terminal shows it, else a line for each.
 * Other formats have their one report at the end.
 */
export async function listenerOf(args: Arguments, io: Io): Promise<Listener> {
  const format = args.value('format') ?? 'text';
  if (format === 'ndjson') return lines(io, (finding) => escaped(JSON.stringify(finding)));
  if (format !== 'text') return lines(io, () => undefined);
  if (!isDrawn(args, io)) return lines(io, plain);
  const { Screen } = await import('./screen.ts');
  return new Screen(io.stdout, colorOf(args.value('color'), io));
}

/** Whether findings are shown in a view that is drawn in place. */
export const isDrawn = (args: Arguments, { stdout, env }: Io): boolean =>
  (args.value('format') ?? 'text') === 'text' && stdout.isTTY === true && env['TERM'] !== 'dumb';

const lines = ({ stdout }: Io, textOf: (finding: Finding) => string | undefined): Listener => ({
  tell: async (findings) => {
    const text = findings.flatMap((finding) => textOf(finding) ?? []);
    if (text.length > 0) await write(stdout, `${text.join('\n')}\n`);
  },
  end: () => Promise.resolve(),
});

/** `2026-03-14 09:26:53Z  confirmed  com.acme.Exporter.write (Exporter.java:88): leaks, 3 connections lost  cs1:…` */
const plain = ({ at, kind, text, fingerprint }: Finding): string =>
  `${at === null ? '' : `${time(at)}  `}${kind.padEnd(9)}  ${clean(text)}  ${fingerprint}`;
