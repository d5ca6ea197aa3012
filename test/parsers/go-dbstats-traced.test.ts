import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import plugin from '../../parsers/go-dbstats/index.ts';
import { analyze } from '../../src/index.ts';
import { draftsOfKind } from 'leak-stream/testing';

// Recorded by the program in tracelog.go.txt: three connections are kept, one caller gives up, all others come back.
describe.each(['tracelog-json.log', 'tracelog-text.log'])('pgx, traced: %s', (name) => {
  const path = fileURLToPath(new URL(`go-dbstats/${name}`, import.meta.url));
  const log = readFileSync(path, 'utf8');
  const lines = (pattern: RegExp): number => log.split('\n').filter((line) => pattern.test(line)).length;

  it('an event for every line that greps find', () => {
    expect(draftsOfKind(plugin, 'checkout', log)).toHaveLength(lines(/Acquire.*pid/));
    expect(draftsOfKind(plugin, 'checkin', log)).toHaveLength(lines(/Release/));
    expect(draftsOfKind(plugin, 'acquire-timeout', log)).toHaveLength(lines(/Acquire.*context deadline exceeded/));
  });

  it('the server’s process id makes no instances, and tells what stayed out', async () => {
    const { pools } = await analyze(path);
    expect(pools).toHaveLength(1);
    expect(pools[0]?.openHolds).toHaveLength(3);
  });
});
