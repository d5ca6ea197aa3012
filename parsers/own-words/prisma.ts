import type { EventDraft, Rule } from 'leak-stream/plugin';
import { QUIET } from './refused.ts';

/** `(Current connection pool timeout: 10, connection limit: 5)`; before 2.17 `Current limit: 250, amount of connections currently in use: 19.` */
const TIMEOUT = /pool timeout: (\d{1,6})\b/;
const LIMIT = /(?:connection|Current) limit: (\d{1,6})\b/;

/**
 * Prisma's error P2024 (prisma-engines, user_facing_errors): the sentence stands a few lines below `Invalid … invocation:`, so it is looked for in all of a record. What
 * the old wording calls in use is not believed: Prisma counted only the connections of one of its workers.
 */
const refused: Rule = {
  pattern: /Timed out fetching a new connection from the (?:connection )?pool\./,
  scope: 'record',
  read(match, record) {
    if (QUIET.has(record.severity)) return undefined;
    const after = `${match.after} ${record.tail[match.lineIndex] ?? ''}`.slice(0, 600);
    const [waited, max] = [TIMEOUT, LIMIT].map((pattern) => pattern.exec(after)?.[1]);
    const drafts: EventDraft[] = [
      { kind: 'acquire-timeout', witness: 'exception', ...(waited !== undefined && { waitedMs: Number(waited) * 1000 }) },
    ];
    if (max !== undefined) drafts.push({ kind: 'pool-configuration', max: Number(max) });
    return drafts;
  },
};

export const prismaRules: Readonly<Record<string, Rule>> = { prisma: refused };

export const prismaHints: readonly string[] = ['Timed out fetching a new connection'];
