import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import type { Word, Work } from '../../src/jobs/protocol.ts';
import { readerHere, readerThread } from '../../src/jobs/reader.ts';
import type { Reader } from '../../src/jobs/reader.ts';
import { loadPlugin } from '../../src/plugin/load.ts';
import { answer } from './support.ts';

vi.mock('node:worker_threads', () => import('./bundled-threads.ts'));

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const sample = (name: string): string => here(`../../samples/${name}/app.log`);
const INPUTS = ['hikaricp/one-leak', 'hikaricp/healthy', 'hikaricp/two-leaks-one-slow', 'go-dbstats/exhausted'].map(sample);
const alone = await answer(INPUTS, { ask: 'pools', jobs: 1 });

/** A reader that ends when it would say a certain word for the nth time. */
const mortal =
  (told: Word['told'], nth: number, why: string | Error) =>
  (work: Work): Reader => {
    const reader = readerHere(work);
    let left = nth;
    return {
      listen: (onWord, onGone) =>
        reader.listen((word) => {
          if (left > 0 && word.told === told) left--;
          if (left > 0) onWord(word);
          else if (left-- === 0) onGone(why);
        }, onGone),
      post: (order) => (left > 0 ? reader.post(order) : undefined),
      close: () => reader.close(),
    };
  };

describe('a reader that ends', () => {
  test('before it has begun leaves the reading to the others', async () => {
    for (const mortals of [1, 3]) {
      const start = (work: Work, number: number): Reader =>
        number < mortals ? mortal('ready', 1, new Error('no such plug-in'))(work) : readerHere(work);
      expect(await answer(INPUTS, { ask: 'pools', jobs: 3, start })).toBe(alone);
    }
  });

  test('in the middle is a failure of that input, and the others are read', async () => {
    const start = (work: Work, number: number): Reader => (number === 0 ? mortal('end', 1, 'no memory left')(work) : readerHere(work));
    const [report, failures] = JSON.parse(await answer(INPUTS, { ask: 'pools', jobs: 2, start })) as [
      { pools: unknown[]; input: { sources: { name: string }[]; notices: { text: string }[] } },
      { name: string; message: string }[],
    ];
    expect(failures).toEqual([{ name: INPUTS[0], message: 'no memory left' }]);
    expect(report.input.sources.map(({ name }) => name)).toEqual(INPUTS.slice(1));
    expect(report.input.notices.map(({ text }) => text)).toContain(`${INPUTS[0]}: no memory left`);
  });

  test('and was the last one leaves the rest to be read in turn', async () => {
    const start = mortal('end', 1, 'no memory left');
    const [report, failures] = JSON.parse(await answer(INPUTS, { ask: 'pools', jobs: 2, start })) as [{ pools: unknown[] }, unknown[]];
    expect(failures).toHaveLength(2);
    expect(report.pools).toHaveLength(2);
  });

  test('through a bug is a bug of the whole', async () => {
    const start = (work: Work, number: number): Reader => (number === 0 ? mortal('end', 1, new Error('a bug'))(work) : readerHere(work));
    await expect(answer(INPUTS, { ask: 'pools', jobs: 2, start })).rejects.toThrow('a bug');
  });
});

test('a thread whose memory is used up is a failure that names the input', async () => {
  const hog = await loadPlugin('./hog.mjs', here('plugins'));
  const inputs = [INPUTS[0] as string, here('plugins/hog.log')];
  const answered = answer(inputs, {
    ask: 'pools',
    jobs: 2,
    options: { plugins: [...plugins, hog] },
    // the larger input goes to whoever is ready first, the smaller one to the other
    start: (work) => readerThread(work, 120),
  });
  const [report, failures] = JSON.parse(await answered) as [{ verdict: string }, unknown[]];
  expect(failures).toEqual([{ name: inputs[1], message: expect.stringMatching(/memory of its thread is used up; -j 1/) as string }]);
  expect(report.verdict).toBe('leak');
}, 60_000);

test('what cannot cross is read in its turn', async () => {
  const own = await loadPlugin('./no-crossing.mjs', here('plugins'));
  const options = { plugins: [...plugins, own] };
  const inputs = [...INPUTS, here('plugins/no-crossing.log')];
  for (const ask of ['pools', 'events'] as const)
    expect(await answer(inputs, { ask, jobs: 3, options })).toBe(await answer(inputs, { ask, jobs: 1, options }));
});
