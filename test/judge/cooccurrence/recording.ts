import { readFileSync } from 'node:fs';
import { addLine, closeInterval, emptyIntervals, type Intervals } from '../../../src/judge/cooccurrence/index.ts';
import type { Severity } from '../../../src/model/event.ts';
import type { PoolSample } from '../../../src/judge/series/index.ts';

export interface Recording {
  readonly verdict: string;
  readonly max: number;
  readonly leaks: readonly { readonly route: string; readonly count: number }[];
  readonly intervals: Intervals;
  readonly samples: readonly PoolSample[];
}

/**
 * A recorded log of a Go service on database/sql, reduced to what attribution reads, line by line in file order: `s` a sample (time, in use,
 * waits, waited ms), `k` declares the next kind of line (route, status, template, severity, is a request), `l` a line of that kind.
 */
export function recording(name: string): Recording {
  const intervals = emptyIntervals();
  const samples: PoolSample[] = [];
  const kinds: { route?: string; status?: number; template?: string; severity: Severity; request: boolean }[] = [];
  const leaks: { route: string; count: number }[] = [];
  let [verdict, max, line] = ['', 0, 0];
  const text = readFileSync(new URL(`recorded/${name}.tsv`, import.meta.url), 'utf8');
  for (const [what, a = '', b = '', c = '', d = '', e = ''] of text.split('\n').map((row) => row.split('\t'))) {
    if (what === 'verdict') verdict = a;
    else if (what === 'max') max = Number(a);
    else if (what === 'leak') leaks.push({ route: a, count: Number(b) });
    else if (what === 'k') {
      kinds.push({
        ...(a && { route: a }),
        ...(b && { status: Number(b) }),
        ...(c && { template: c }),
        severity: d as Severity,
        request: e === '1',
      });
    } else if (what === 's') {
      const sample = { at: Number(a), inUse: Number(b), waitCount: Number(c), waitDurationMs: Number(d), max, line: ++line };
      samples.push(sample);
      closeInterval(intervals, sample);
    } else if (what === 'l') {
      const { request, ...kind } = kinds[Number(a)]!;
      line++;
      addLine(intervals, { source: name, line, byte: line * 100, text: `${name}:${line}`, at: null, ...kind }, request);
    }
  }
  return { verdict, max, leaks, intervals, samples };
}
