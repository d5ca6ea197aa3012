import { expect, test } from 'vitest';
import type { EventDraft } from '../../../src/model/event.ts';
import { Interner } from '../../../src/read/intern.ts';
import { stampDraft } from '../../../src/read/events/stamp.ts';

const stamp = { at: 1000, source: 'app.log', line: 3, byte: 70, text: '# HELP pool_in_use Connections in use.' };
const origin = { runtime: 'go-database-sql', parser: 'test', rule: 'metrics' };
const stamped = (draft: object) => stampDraft(draft as EventDraft, stamp, origin, new Interner((stack) => [...stack]), () => undefined);

test('an event quotes the line that its draft names, at most so much of it, and the first one of its record otherwise', () => {
  const sample = { kind: 'pool-snapshot', inUse: 9 };
  expect(stamped(sample)).toMatchObject({ line: 3, text: stamp.text });
  expect(stamped({ ...sample, text: 'pool_in_use 9' })).toMatchObject({ line: 3, byte: 70, text: 'pool_in_use 9', inUse: 9 });
  expect(stamped({ ...sample, text: 'x'.repeat(10_000) }).text).toHaveLength(400);
});
