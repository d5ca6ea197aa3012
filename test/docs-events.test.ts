import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKIN_REASONS, poolEventSchema, SERVER_TERMINATIONS } from '../src/model/event.ts';
import { stackFrameSchema } from '../src/model/stack-frame.ts';
import { root } from './docs-blocks.ts';

const page = readFileSync(join(root, 'docs/events.md'), 'utf8');
/** What stands below a heading that names the kind, up to the next heading. */
const partOf = (kind: string): string => page.split(/^(?=#{2,3} )/m).find((part) => part.split('\n', 1)[0]?.includes(`\`${kind}\``)) ?? '';
const STAMPED = [
  'kind',
  'at',
  'source',
  'line',
  'byte',
  'runtime',
  'parser',
  'rule',
  'pool',
  'instance',
  'thread',
  'request',
  'severity',
  'logger',
];

describe('docs/events.md', () => {
  test.each(poolEventSchema.options.filter(({ shape }) => shape.kind.value !== 'context').map(({ shape }) => [shape.kind.value, shape] as const))(
    'tells of %s and its fields, and which must be given',
    (kind, shape) => {
      const part = partOf(kind);
      expect(part).not.toBe('');
      for (const [name, schema] of Object.entries(shape)) {
        if (STAMPED.includes(name)) continue;
        expect(part, name).toMatch(new RegExp(`^\\| ${schema.safeParse(undefined).success ? `\`${name}\`` : `\\*\\*\`${name}\`\\*\\*`} +\\|`, 'm'));
      }
    },
  ); // prettier-ignore

  test('names what the core stamps, what a context has, and what a frame holds', () => {
    const context = poolEventSchema.options.find(({ shape }) => shape.kind.value === 'context')?.shape ?? {};
    for (const name of [...STAMPED, ...Object.keys(context), ...Object.keys(stackFrameSchema.shape)]) expect(page).toContain(`\`${name}\``);
  });

  test('names every way in which connections and sessions end', () => {
    for (const word of [...CHECKIN_REASONS, ...SERVER_TERMINATIONS]) expect(page).toContain(`\`${word}\``);
  });
});
