import type { EventDraft, Rule } from 'leak-stream/plugin';
import { byHikari, hasLayout, poolField, poolName, saidByHikari } from './words.ts';

const PHASES: readonly (readonly [RegExp, 'started' | 'closing' | 'closed'])[] = [
  [/^(?:Start|is start)/, 'started'],
  [/^(?:Shutdown initiated|Close initiated|is (?:shutting|closing))/, 'closing'],
  [/^(?:Shutdown completed|Closed)/, 'closed'],
];

/** The wording of 2.x, after `HikariCP pool `. */
const OLD = /^(?<pool>.{1,101}?) (?<phase>is starting\.|is shutting down\.)\s*$/;

const lifecycle: Rule = {
  pattern:
    / - (?<phase>Starting\.\.\.|Start completed\.|Started\.|is starting\.|Shutdown initiated\.\.\.|Shutdown completed\.|Close initiated\.\.\.|Closed\.)|HikariCP pool (?=\S)/,
  read(match, record) {
    const old = match.maybe('phase') === undefined ? OLD.exec(match.after)?.groups : undefined;
    const words = old?.['phase'] ?? match.maybe('phase');
    if (words === undefined || (old === undefined && (match.after.trim() !== '' || !saidByHikari(match, record)))) return undefined;
    const phase = PHASES.find(([pattern]) => pattern.test(words))?.[1];
    const pool = old?.['pool'] ?? poolName(match.before, hasLayout(record));
    return phase === undefined ? undefined : { kind: 'pool-lifecycle', phase, ...poolField(pool) };
  },
};

const configurationHead: Rule = {
  pattern: / configuration:\s{0,8}$/,
  read(match, record) {
    if (!saidByHikari(match, record)) return undefined;
    const name = match.before.replace(/ -$/, '').replace(/^HikariCP pool /, '');
    return { kind: 'pool-configuration', ...poolField(poolName(name, hasLayout(record))) };
  },
};

/** HikariConfig pads the name of a property with dots to this width. */
const PADDED = 32;
const SETTINGS = /^(?:minimumIdle|idleTimeout|maxLifetime|keepaliveTime|validationTimeout|initializationFailTimeout|autoCommit|readOnly|isolateInternalQueries|allowPoolSuspension|registerMbeans|transactionIsolation|connectionTestQuery)$/; // prettier-ignore
const FIELDS: Readonly<Record<string, 'max' | 'leakDetectionThresholdMs' | 'connectionTimeoutMs'>> = {
  maximumPoolSize: 'max',
  leakDetectionThreshold: 'leakDetectionThresholdMs',
  connectionTimeout: 'connectionTimeoutMs',
};

/** One property a line, after `X - configuration:`; the line does not say whose. Settings that may hold a secret are left out. */
const configuration: Rule = {
  pattern: /\.\./,
  read(match, record): EventDraft | undefined {
    if (record.logger !== undefined && !byHikari(record)) return undefined;
    const key = /(?:^|[\s\]:])(?<key>[a-z][A-Za-z0-9]{3,30})$/.exec(match.before.slice(-40))?.groups?.['key'];
    const dots = 2 + (/^\.{0,30}/.exec(match.after)?.[0].length ?? 0);
    if (key === undefined || key.length + dots !== PADDED) return undefined;
    const value = match.after.slice(dots - 2).trim();
    const field = FIELDS[key];
    if (field !== undefined) return /^\d{1,15}$/.test(value) ? { kind: 'pool-configuration', [field]: Number(value) } : visible;
    const plain = value.replace(/^"(.*)"$/, '$1');
    if (key === 'poolName' && plain !== '') return { kind: 'pool-configuration', pool: plain };
    return SETTINGS.test(key) ? { kind: 'pool-configuration', settings: { [key]: plain } } : visible;
  },
};

const visible: EventDraft = { kind: 'pool-note', code: 'visible' };

/** `com.zaxxer.hikari.HikariDataSource` INFO and `com.zaxxer.hikari.HikariConfig` DEBUG, once in a pool's life. */
export const lifecycleRules = { lifecycle, 'configuration-of': configurationHead, configuration };
