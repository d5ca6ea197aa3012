import { readFileSync } from 'node:fs';
import { PassThrough, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { leakStream } from './io.ts';
import { metricsAt } from './metrics-at.ts';

const LOG = fileURLToPath(new URL('../../samples/hikaricp/two-leaks-one-slow/app.log', import.meta.url));
const log = readFileSync(LOG, 'utf8');

/** A pipe whose reader takes one piece and then no more until it is told to go on. */
class Stalled extends Writable {
  text = '';
  resume: () => void = () => {};
  going = false;
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    if (this.going) return done();
    this.resume = () => {
      this.going = true;
      done();
    };
  }
}

test('a reader that stalls holds up neither reading nor metrics, and nothing queues up for it', async () => {
  const stdin = new PassThrough();
  const stdout = new Stalled();
  let said = '';
  const stderr = new Writable({ write: (chunk: Buffer, _encoding, done) => ((said += chunk.toString()), done()) });
  const ran = leakStream(['-f', '--metrics', '0', '--format', 'ndjson', '-'], { stdin, stdout, stderr });
  const lines = log.split(/(?<=\n)/);
  // It is told of the first suspect, and reads no further.
  stdin.write(lines.slice(0, 300).join(''));
  while (stdout.text === '') await wait(10);
  const heard = stdout.text;
  // The rest of the log, and ten thousand lines after it: all are read.
  const more = '2026-11-23 02:05:00.000  INFO 1 --- [main] c.acme.Noise : nothing of a pool\n'.repeat(10_000);
  for (const text of [lines.slice(300).join(''), more])
    if (!stdin.write(text)) await new Promise((resolve) => stdin.once('drain', resolve));
  const all = lines.length + 10_000;
  while (!(await metricsAt(said)).includes(`leak_stream_lines_total ${all}\n`)) await wait(10);
  expect(stdout.text).toBe(heard);
  expect(stdout.writableLength).toBe(Buffer.byteLength(heard));
  // Once it reads again it hears what it missed, once.
  stdout.resume();
  const confirmed = (): number => stdout.text.split('"kind":"confirmed"').length - 1;
  while (confirmed() < 2) await wait(10);
  stdin.end();
  expect((await ran).code).toBe(0);
  expect(confirmed()).toBe(2);
  expect(stdout.text.match(/"kind":"report"/g)).toHaveLength(1);
}, 60_000);
