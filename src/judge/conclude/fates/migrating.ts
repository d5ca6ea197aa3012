import type { Reason } from '../../../model/report.ts';
import type { StackFrame } from '../../../model/stack-frame.ts';
import { plural, reason } from '../words/reasons.ts';
import type { Finding } from './finding.ts';

const MIGRATOR = /^(?:org\.flywaydb|liquibase)\./;

/**
 * Whether what changes the schema took the connection for itself: it stands below any code of yours that could have. It keeps one for its lock and one for its work, and gives both back as the
 * changes are made, which takes as long as they take. A change written in Java takes its own, and may forget it as any code.
 */
export function isMigrators(frames: readonly StackFrame[]): boolean {
  const taker = frames.findIndex(({ role }) => role === 'application');
  return (taker < 0 ? frames : frames.slice(0, taker)).some(({ module }) => module !== undefined && MIGRATOR.test(module));
}

/** Why connections stay undecided that were reported and not seen back. */
export function migratingReason(findings: readonly Finding[]): Reason | undefined {
  const some = findings.filter(({ migrators }) => migrators === true);
  if (some.length === 0) return undefined;
  const text = `${plural(some.length, 'connection')} that Flyway or Liquibase took ${some.length === 1 ? 'is' : 'are'} out for as long as the schema's changes take. What comes after them in the log would settle it.`;
  return reason('migrating', 'inconclusive', text, some.map(({ evidence }) => evidence)); // prettier-ignore
}
