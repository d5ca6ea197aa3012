import { readFileSync } from 'node:fs';
import { PassThrough, Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { analyze } from '../../../src/index.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Report } from '../../../src/model/report.ts';
import { TURNS } from '../../../src/read/record/turns.ts';
import { leakStream } from '../../cli/io.ts';
import { keyOf, knowable } from './knowable.ts';

// How long findings take is measured by measure.ts; here stands that nothing but time is needed for them: no further line, no full batch.

const LOG = fileURLToPath(new URL('../../../samples/hikaricp/two-leaks-one-slow/app.log', import.meta.url));
const lines = readFileSync(LOG, 'utf8').split(/(?<=\n)/).slice(0, 360); // prettier-ignore
const ofPod = (pod: string, some: readonly string[]): string[] => some.map((line) => `[pod/${pod}/app] ${line}`);

const judged = (until: number): Promise<Report> =>
  analyze({ name: '<stdin>', stream: Readable.from([Buffer.from(lines.slice(0, until).join(''))], { objectMode: false }) });

test('the line with which a finding can be known is no later than it need be', async () => {
  const known = await knowable(lines);
  expect([...known.keys()].filter((key) => key.startsWith('confirmed'))).toHaveLength(2);
  // The line in question is not later than it need be: with it the log tells, and some records before it does not yet. (One that another thread may
  // go on with waits for a few records of others.)
  for (const [key, line] of known) {
    const [kind, fingerprint] = key.split(' ');
    if (kind !== 'confirmed') continue;
    const leaking = ({ suspects }: Report): string[] => suspects.flatMap((one) => (one.verdict === 'leak' ? [one.fingerprint] : []));
    const before = lines.flatMap((text, i) => (i < line && /^\d{4}-/.test(text) ? [i] : [])).at(-TURNS - 1) ?? 0;
    expect(leaking(await judged(line + 1))).toContain(fingerprint);
    expect(leaking(await judged(before))).not.toContain(fingerprint);
  }
});

test.each([
  ['alone', 0],
  ['among other pods', 60],
])('each finding of a pod %s comes before its next line is written', async (_, others) => {
  const mine = others === 0 ? lines : ofPod('shop-x', lines);
  const among = Array.from({ length: others }, (__, i) => ofPod(`shop-${i}`, lines.slice(0, 12)).join(''));
  const known = await knowable(mine);
  const stdin = new PassThrough();
  let told = '';
  let heard: () => void = () => {};
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      told += chunk.toString();
      heard();
      done();
    },
  });
  const ran = leakStream(['--follow', '--format', 'ndjson'], { stdin, stdout });
  const keys = (): string[] => told.split('\n').slice(0, -1).map((line) => keyOf(JSON.parse(line) as Finding)); // prettier-ignore
  stdin.write(among.join(''));
  for (const [i, line] of mine.entries()) {
    stdin.write(line);
    const due = [...known].flatMap(([key, at]) => (at === i ? [key] : []));
    while (!due.every((key) => keys().includes(key))) await new Promise<void>((resolve) => (heard = resolve));
  }
  expect(new Set(keys())).toEqual(new Set(known.keys()));
  stdin.end();
  expect((await ran).code).toBe(0);
});
