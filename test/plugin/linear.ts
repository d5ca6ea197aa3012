import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { checkSync } from 'recheck';
import recheck from 'recheck/package.json' with { type: 'json' };
import { inTurn } from '../turn.ts';

/*
 * To prove the patterns of all built-in plug-ins takes more than a minute, and a proof holds as long as the pattern and the prover are the same.
 * linear.txt names what was proved: the prover's version, then a digest for each pattern. What it does not name is proved in each run, and of what it
 * names a part in turn. UPDATE=1 proves all and writes it.
 */
const PATH = new URL('linear.txt', import.meta.url);
const PROVER = `recheck ${recheck.version}`;
const UPDATE = process.env['UPDATE'] === '1';
const PARTS = 24;

const [prover, ...digests] = readFileSync(PATH, 'utf8').trimEnd().split('\n');
const proved: ReadonlySet<string> = new Set(prover === PROVER && !UPDATE ? digests : []);
const safe = new Set<string>();

const digestOf = (pattern: RegExp): string => createHash('sha256').update(String(pattern)).digest('hex').slice(0, 32);

/**
 * What recheck says against a pattern, or undefined where it finds it linear, now or before. No built-in pattern takes it two seconds on an idle
 * machine; one of which it cannot tell is refused like one that it proves slow, so that nothing passes because a machine was busy.
 */
export function against(pattern: RegExp): string | undefined {
  const digest = digestOf(pattern);
  if (proved.has(digest) && !inTurn(Number.parseInt(digest.slice(0, 6), 16), PARTS)) return undefined;
  const result = checkSync(pattern.source, pattern.flags, { timeout: 120_000 });
  if (result.status === 'safe') {
    safe.add(digest);
    return undefined;
  }
  return `${String(pattern)}: ${result.status === 'vulnerable' ? result.complexity.summary : `not decided (${result.error.kind})`}`;
}

/** With UPDATE=1 writes what was proved in this run, which is what the next ones take as proved. */
export function keep(): void {
  if (UPDATE) writeFileSync(PATH, `${[PROVER, ...[...safe].sort()].join('\n')}\n`);
}
