import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { it } from 'vitest';
import { draftsOf, draftsOfKind } from 'leak-stream/testing';
import type { EventDraft, Plugin } from 'leak-stream/plugin';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** What the tests of a parser share: its recordings, and its events by kind. */
export interface Suite {
  readonly path: (name: string) => string;
  readonly recorded: (name: string) => string;
  readonly read: (log: string) => EventDraft[];
  readonly of: <K extends EventDraft['kind']>(kind: K, log: string) => Extract<EventDraft, { kind: K }>[];
  /** How often a literal stands in a text. */
  readonly count: (text: string, literal: string) => number;
}

/**
 * The test that every parser has besides those of its contract (test/plugin/check.test.ts): no heap of pieces of a recording makes it throw.
 * @param shuffled the recording, in the folder beside the test, whose words are thrown together
 */
export function parserSuite(plugin: Plugin, shuffled: string): Suite {
  const path = (name: string): string => join(folder, plugin.id, name);
  const recorded = (name: string): string => readFileSync(path(name), 'utf8');
  const read = (log: string): EventDraft[] => draftsOf(plugin, log);

  it('never throws on a broken log', () => {
    const words = recorded(shuffled).split(/(?<=[ \n])/);
    const piece = fc.oneof(fc.constantFrom(...words), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => void read(pieces.join(''))),
      { numRuns: 300 },
    );
  });

  return { path, recorded, read, of: (kind, log) => draftsOfKind(plugin, kind, log), count: (text, literal) => text.split(literal).length - 1 };
} // prettier-ignore
