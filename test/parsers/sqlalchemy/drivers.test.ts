import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import plugin from '../../../parsers/sqlalchemy/index.ts';
import { analyze } from '../../../src/index.ts';
import { draftsOf } from 'leak-stream/testing';

// drivers.py beside the recordings does the same over each driver, and ends with one connection that is out.
const FOLDER = fileURLToPath(new URL('drivers', import.meta.url));
const recordings = readdirSync(FOLDER).filter((name) => name.endsWith('.log'));

describe.each(recordings)('%s', (name) => {
  const log = readFileSync(`${FOLDER}/${name}`, 'utf8');
  const lines = (literal: string): number => log.split('\n').filter((line) => line.includes(literal)).length;
  const drafts = draftsOf(plugin, log);
  const of = (kind: string): number => drafts.filter((draft) => draft.kind === kind).length;

  it('has an event for every line that greps find, and names each connection', () => {
    expect(of('checkout')).toBe(lines(' checked out from pool'));
    expect(of('connection-created')).toBe(lines('Created new connection '));
    expect(of('acquire-timeout')).toBe(1);
    const named = new Set(drafts.flatMap((draft) => (draft.kind === 'checkout' ? [draft.connection] : [])));
    const created = drafts.flatMap((draft) => (draft.kind === 'connection-created' ? [draft.connection] : []));
    for (const connection of named) expect(created).toContain(connection);
  });

  it('leaves the one connection open that is out at the end', async () => {
    const { pools } = await analyze(`${FOLDER}/${name}`);
    expect(pools).toHaveLength(1);
    const last = drafts.findLast((draft) => draft.kind === 'checkout');
    expect(pools[0]?.openHolds.map(({ connection }) => connection)).toEqual([last?.connection]);
  });

  it('hears the garbage collector where it spoke', () => {
    const reclaimed = drafts.filter((draft) => draft.kind === 'checkin' && draft.reason === 'reclaimed').length;
    expect(reclaimed > 0).toBe(log.includes('The garbage collector is trying to clean up'));
  });
});

it('of nine drivers', () => expect(recordings).toHaveLength(9));
