/** What a parser may be called: lower-case words joined by dashes. */
export const PARSER_ID = /^[a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,30}){0,5}$/;

const titleOf = (id: string): string => id.split('-').map((word) => (word[0] ?? '').toUpperCase() + word.slice(1)).join(' '); // prettier-ignore

const plugin = (id: string): string => `import { definePlugin } from 'leak-stream/plugin';

// Start from a real line: put it into samples and say what it must become. Then leak-stream parsers check ./${id}
// says what is still missing, one thing after the other.
export default definePlugin({
  id: '${id}',
  title: '${titleOf(id)}',
  // The name of the pool library in reports.
  runtime: '${id}',
  // Literals, 4 characters or more, of which each line of this pool has one. Lines without any are never shown to the rules.
  hints: ['a literal of your lines'],

  rules: {
    // Patterns see the message: the line without its timestamp, level, thread and logger.
    checkout: {
      pattern: /a literal of your lines (?<connection>\\w{1,40})$/,
      read: (match) => ({ kind: 'checkout', connection: match.text('connection') }),
    },
  },

  samples: {
    'a connection goes out': {
      log: '2026-03-14 09:00:00,000 INFO [main] pool: handed out connection c7',
      reads: { kind: 'checkout', connection: 'c7' },
    },
    'a line that only looks alike': {
      log: '2026-03-14 09:00:00,000 INFO [main] pool: handed out connection settings',
      reads: [],
      decoy: true,
    },
  },
});
`;

const test = (id: string): string => `// node --test ${id}/index.test.mjs
import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { checkPlugin, describeProblem } from 'leak-stream/testing';
import plugin from './index.mjs';

test('the parser keeps its contract', () => {
  deepEqual(checkPlugin(plugin).map(describeProblem), []);
});
`;

/** The files of a new parser, by name: one that can be loaded and whose sample is not read yet, so that the check leads from there. */
export const scaffold = (id: string): Readonly<Record<string, string>> => ({ 'index.mjs': plugin(id), 'index.test.mjs': test(id) });
