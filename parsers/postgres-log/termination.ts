import type { EventDraft, RecordView } from 'leak-stream/plugin';
import { OPEN_TRANSACTION } from './translations.ts';

type Termination = Extract<EventDraft, { kind: 'server-termination' }>;
type Reason = Termination['reason'];

/** What one record of the server's log says, whatever its format. */
export interface ServerLine {
  readonly message: string;
  readonly sqlState?: string | undefined;
  readonly pid?: number | undefined;
  readonly applicationName?: string | undefined;
  readonly database?: string | undefined;
  readonly user?: string | undefined;
  /** `client backend`, `walsender` …; from version 13 on. */
  readonly backendType?: string | undefined;
  /** The command tag, which csvlog, jsonlog and a prefix with %i print: `idle in transaction`. */
  readonly activity?: string | undefined;
  /** What goes with the message, where one record holds both. */
  readonly detail?: string | undefined;
  readonly statement?: string | undefined;
  /** The record's time as printed, for the case that no layout read it. */
  readonly time?: string | undefined;
}

/** Independent of lc_messages. Source: postgres, src/backend/utils/errcodes.txt. */
const BY_STATE: Readonly<Record<string, Reason>> = {
  '25P03': 'idle-in-transaction-timeout', '57P05': 'idle-session-timeout', '53300': 'too-many-clients', '57P01': 'administrator-command',
  '25P04': 'other', '57P02': 'other',
}; // prettier-ignore

/** Source: postgres, src/backend/tcop/postgres.c (ProcessInterrupts, SocketBackend, log_disconnections), utils/init/postinit.c, storage/lmgr/proc.c. */
const BY_TEXT: readonly (readonly [RegExp, Reason])[] = [
  [/^terminating connection due to idle-in-transaction timeout/, 'idle-in-transaction-timeout'],
  [/^terminating connection due to idle-session timeout/, 'idle-session-timeout'],
  [/^terminating connection due to administrator command/, 'administrator-command'],
  [/^terminating connection (?:due to|because of) /, 'other'],
  [/^sorry, too many clients already/, 'too-many-clients'],
  [/^remaining connection slots are reserved for /, 'too-many-clients'],
  [/^too many connections for (?:role|database) /, 'too-many-clients'],
  [/^unexpected EOF on client connection with an open transaction/, 'eof-in-transaction'],
  [/^unexpected EOF on client connection/, 'eof'],
  [/^could not receive data from client: /, 'eof'],
  [/^connection to client lost/, 'eof'],
  [/^disconnection: session time: /, 'disconnection'],
];

/** The beginnings of the texts above as a pattern's alternatives, and as hints. */
export const BEGINNINGS = [
  'terminating connection', 'sorry, too many clients already', 'remaining connection slots are reserved', 'too many connections for',
  'unexpected EOF on client connection', 'could not receive data from client', 'connection to client lost', 'disconnection: session time',
] as const; // prettier-ignore

const TRANSACTION_TIMEOUT = /^terminating connection due to transaction timeout/;

const reasonOf = ({ message, sqlState, activity }: ServerLine): Reason | undefined => {
  // Its clock runs from the transaction's begin: only what the session was doing tells whether it was slow or forgotten.
  if ((sqlState === '25P04' || TRANSACTION_TIMEOUT.test(message)) && activity?.startsWith('idle in transaction'))
    return 'idle-in-transaction-timeout';
  const byText = BY_TEXT.find(([pattern]) => pattern.test(message))?.[1];
  if (byText !== undefined) return byText;
  // An English text under one of these codes that is not in the list speaks of a background process.
  if (sqlState === undefined || /^(?:terminating (?!connection)|background worker)/.test(message)) return undefined;
  if (sqlState === '08006')
    return activity?.startsWith('idle in transaction') || OPEN_TRANSACTION.test(message.trimEnd()) ? 'eof-in-transaction' : 'eof';
  return Object.hasOwn(BY_STATE, sqlState) ? BY_STATE[sqlState] : undefined;
};

const DISCONNECTION =
  /session time: (?<hours>\d{1,7}):(?<minutes>\d\d):(?<seconds>\d\d\.\d{1,6}) user=(?<user>.{0,63}?) database=(?<database>.{0,63}?) host=/;

const known = (text: string | undefined): string | undefined =>
  text === undefined || text === '' || text === '[unknown]' ? undefined : text;

/** The event of a server's line, or undefined for a line that ends no session and refuses none. */
export function terminationOf(line: ServerLine, record: RecordView): EventDraft | undefined {
  const reason = reasonOf(line);
  if (reason === undefined || (line.backendType !== undefined && line.backendType !== 'client backend' && reason !== 'too-many-clients'))
    return undefined;
  const end = DISCONNECTION.exec(line.message)?.groups;
  const draft = {
    kind: 'server-termination',
    reason,
    pid: line.pid,
    sqlState: line.sqlState,
    applicationName: known(line.applicationName),
    database: known(line.database ?? end?.['database']),
    user: known(line.user ?? end?.['user']),
    sessionMs: end && Math.round(Number(end['hours']) * 3_600_000 + Number(end['minutes']) * 60_000 + Number(end['seconds']) * 1000),
    at: record.timed ? undefined : line.time,
  };
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as EventDraft;
}
