import { definePlugin, poolNameOf } from 'leak-stream/plugin';
import type { EventDraft, RecordView } from 'leak-stream/plugin';
import { configuration, LIMIT } from './configuration.ts';
import { DEADLINE, deadline, TOO_MANY, tooMany, ENDED, ended, UNREACHABLE, unreachable } from './errors.ts';
import { DUMP_LINE, GOROUTINES, goroutines } from './goroutines.ts';
import { RECOVERED, RECOVERED_LINE, recovered } from './recovered.ts';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { samples } from './samples.ts';
import { fieldGroups } from './shapes/fields.ts';
import { phraseGroup, textGroups } from './shapes/pairs.ts';
import { exposition, METRIC } from './shapes/prometheus.ts';
import { POSITIONAL, positional } from './shapes/struct.ts';
import { besideLending, ofOthers, snapshotOf } from './snapshot.ts';
import { TRACED, traced } from './tracelog.ts';
import type { Group } from './snapshot.ts';

const drafts = (groups: readonly Group[], record: RecordView): EventDraft[] =>
  groups
    .flatMap((group) => snapshotOf(group, record) ?? [])
    .filter((snapshot) => !besideLending(snapshot, record))
    .map((snapshot, _, { length }) => (length === 1 && snapshot.pool === undefined ? { ...snapshot, ...poolNameOf(record) } : snapshot));

/** The samples of a record, wherever its logger put them: in values, else in the text, else in a phrase. */
function sampled(record: RecordView): EventDraft[] | undefined {
  if (METRIC.test(record.raw) || ofOthers(record)) return undefined;
  for (const groups of [fieldGroups(record), textGroups(record.raw)]) {
    const found = drafts(groups, record);
    if (found.length > 0) return found;
  }
  const phrase = phraseGroup(record.raw, record.fields);
  const found = phrase ? drafts([{ ...phrase, phrase: true }], record) : [];
  return found.length > 0 ? found : undefined;
}

/** A DBStats or a pgxpool.Stat that an encoder indented, or a page has unindented: one key a line below the brace. Other pools' figures are indented by other programs. */
const INDENTED = /^(?:\s{1,16}"?|")(?:InUse|in_use|inUse|AcquiredConns|acquired_conns|acquiredConns)"? ?:/;
const GO = /\b(?:MaxOpenConnections|max_open_connections|maxOpenConnections|max_?conns)\b/i;
const MOST_LINES = 40;

function indented(record: RecordView): EventDraft[] | undefined {
  if (!record.raw.trimEnd().endsWith('{')) return undefined;
  const raw = [record.raw, ...record.tail.slice(0, MOST_LINES).map((line) => line.trim())].join(' ');
  return GO.test(raw) ? sampled({ ...record, raw }) : undefined;
}

/** Go's database/sql: DBStats as every logger prints it, goroutine dumps, and the errors of those who waited. */
export default definePlugin({
  id: 'go-dbstats',
  title: 'Go database/sql (DBStats, goroutine dumps)',
  runtime: 'go-database-sql',
  docs: 'https://pkg.go.dev/database/sql#DBStats',
  hints: [
    'InUse', 'inUse', 'in_use', 'in-use', 'in use', 'In use', 'In Use', 'IN_USE', 'inuse', 'Inuse', 'acquired', 'Acquired', 'used=', 'used:', '"used"',
    ' busy', ' idle', ' used,', ' used)', ' used of', 'busy=', 'busy:', '"busy"', 'active=', 'active:', '"active"', 'ctive conn', 'ctive_conn', 'borrowed=', 'borrowed:',
    // A DBStats without names has no word of its own: those that usually stand before it, and the end of one that never closed a connection.
    'stats', 'Stats', 'pool {', 'pool: {', 'pool &{', 'pool={', 'pool="{', 's 0 0 0}',
    'go_sql_', 'gorm_dbstats_', 'db_sql_connection', 'connection_open', 'pgxpool_', '_idle_conn', '_open_conn',
    'axOpenConn', 'max_open', 'max-open', 'max open', 'MAX_OPEN', 'pool_max_conns',
    'deadline exceeded', 'too many clients', 'remaining connection slots', 'SQLSTATE 53300', 'Error 1040', 'SQLSTATE 25P03', 'SQLSTATE 57P05',
    'dial error', 'dial tcp ', 'the database system is ', 'driver: bad connection',
    'Acquire"', '=Acquire', 'Release"', '=Release', 'Connect"', '=Connect',
    'goroutine ', 'SIGQUIT: quit', 'panic recovered:', ' panic: ',
  ], // prettier-ignore
  context: true,
  continues: new RegExp(
    `${DUMP_LINE.source}|${RECOVERED_LINE.source}|^(?:# (?:HELP|TYPE) [a-z]|[a-z][a-z0-9_:]{3,100}(?:\\{[^{}]{0,2000}\\})? [-+]?(?:\\d|NaN|Inf)[-+.\\deE]{0,30}$)`,
  ),
  rules: {
    // A dump may quote anything, so it is asked first.
    goroutines: { pattern: GOROUTINES, scope: 'record', read: goroutines },
    panic: { pattern: RECOVERED, scope: 'record', read: recovered },
    traced: { pattern: TRACED, read: traced },
    metrics: { pattern: METRIC, scope: 'raw', read: (_, record) => exposition(record) },
    dbstats: {
      pattern:
        /in[ _-]?use|["\s.{[(,](?:used|busy|active|borrowed)(?:[ _-]?conn(?:ection)?s?)?["\\]{0,3}[=:]|\d (?:conn(?:ection)?s? )?(?:used|busy|active|borrowed|acquired)\b/i,
      scope: 'raw',
      // What Active Record calls its pool's sample has the same words, and a setting that no pool of Go has.
      read: (_, record) => (/checkout_timeout|\bdead["']?\s?[:=]/.test(record.raw) ? undefined : sampled(record)),
    },
    'dbstats-indented': { pattern: INDENTED, scope: 'record', read: (_, record) => indented(record) },
    'dbstats-positional': { pattern: POSITIONAL, scope: 'raw', read: positional },
    // pgxpool.Stat: acquired is in use, the waits that got something are EmptyAcquireCount.
    pgxpool: { pattern: /acquired(?:[ _-]?conn(?:ection)?s)?["\\]{0,3} ?[=:]/i, scope: 'raw', read: (_, record) => sampled(record) },
    configuration: { pattern: LIMIT, scope: 'raw', read: configuration },
    'too-many-clients': { pattern: TOO_MANY, scope: 'raw', read: tooMany },
    'too-many-clients-below': { pattern: TOO_MANY, scope: 'record', read: (match) => (match.lineIndex > 0 ? tooMany(match) : undefined) },
    unreachable: { pattern: UNREACHABLE, scope: 'record', read: unreachable },
    'session-ended': { pattern: ENDED, scope: 'record', read: ended },
    'deadline-exceeded': { pattern: DEADLINE, scope: 'raw', read: deadline },
    // The error as a later line of its record: `%+v` of a wrapped one.
    'deadline-exceeded-below': {
      pattern: DEADLINE,
      scope: 'record',
      read: (match, record) => (match.lineIndex > 0 ? deadline(match, record) : undefined),
    },
  },
  remedies,
  enable,
  snippets,
  samples,
});
