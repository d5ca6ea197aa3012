import type { Match, RecordView } from 'leak-stream/plugin';

/** Quarkus puts `Datasource 'orders': ` before each message; the Spring Boot starter puts the name into the logger's. */
const PREFIX = /Datasource '(?<pool>[^']{1,200})': $/;
const LOGGER = /AgroalDataSource\.'(?<pool>[^']{1,200})'$/;

/** `{ pool }` or nothing. */
export function poolField(match: Match, record: RecordView): { pool?: string } {
  const pool = PREFIX.exec(match.before.slice(-220))?.groups?.['pool'] ?? LOGGER.exec(record.logger ?? '')?.groups?.['pool'];
  return pool === undefined ? {} : { pool };
}

/** Whether a listener of Agroal's wrote the record: its prefix stands before the match, or its logger is told. */
export const byAgroal = (match: Match, record: RecordView): boolean =>
  PREFIX.test(match.before.slice(-220)) || /(?:^|\.)agr(?:oal)?\.|AgroalDataSource/.test(record.logger ?? match.before.slice(-300));
