import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { analyze } from '../../../src/index.ts';

const runtimeOf = async (figures: string): Promise<string | undefined> => {
  const lines = Array.from({ length: 5 }, (_, i) => `2026-03-14 09:00:0${i},000 INFO app - ${figures}`);
  const { pools } = await analyze({ name: 'app.log', stream: Readable.from([Buffer.from(`${lines.join('\n')}\n`)]) });
  return pools[0]?.runtime;
};

test.each([
  'backend pool: in_use=3 idle=17 max=20',
  'charging pool: 3 in use, 17 available, 20 total',
  'connections: active=3 idle=17 max=20',
])('%s is of any program', async (figures) => expect(await runtimeOf(figures)).toBe('database-pool'));

test.each(['open=4 inUse=3 idle=1', 'db in_use=3 wait_count=2', 'db.go:18: pool: active=3 idle=17 max=20'])(
  '%s is of one in Go',
  async (figures) => expect(await runtimeOf(figures)).toBe('go-database-sql'),
);
