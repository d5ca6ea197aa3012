import { pick, type Random } from '../random.ts';

/** What an invented application is about. Names come from here and from nowhere else, so that no rule can know them. */
export const THINGS = [
  'order', 'invoice', 'parcel', 'ticket', 'voucher', 'booking', 'claim', 'policy', 'shipment', 'payment', 'refund', 'customer', 'device', 'meter', 'tariff',
  'course', 'grade', 'patient', 'sample', 'recipe', 'menu', 'track', 'album', 'rental', 'vehicle', 'route', 'depot', 'quote', 'budget', 'asset',
] as const; // prettier-ignore

export const VERBS = ['list', 'find', 'update', 'cancel', 'approve', 'archive', 'price', 'merge', 'import', 'export', 'assign', 'close', 'rate', 'split'] as const; // prettier-ignore

export const COMPANIES = ['northwind', 'bluepine', 'kestrel', 'harbour', 'juniper', 'quarry', 'saltmarsh', 'tamarack'] as const;

export const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Helpers whose name says that they hand connections out: class and method. */
export const NAMED_HELPERS = [
  ['Db', 'getConnection'], ['ConnectionHelper', 'open'], ['DataSources', 'acquire'], ['JdbcSupport', 'openConnection'], ['TenantDataSource', 'getConnection'],
  ['Sessions', 'currentSession'], ['DbUtil', 'connect'], ['ConnectionProvider', 'borrow'], ['PoolAccess', 'checkout'], ['UnitOfWork', 'begin'],
] as const; // prettier-ignore

/** Helpers that hand connections out, and whose name does not say so. */
export const OPAQUE_HELPERS = [
  ['StoreSupport', 'prepare'], ['QueryRunner', 'execute'], ['Persistence', 'with'], ['BaseRepository', 'run'], ['SqlTemplate', 'apply'], ['Backend', 'call'],
  ['DaoBase', 'stmt'], ['Storage', 'enter'], ['RecordGateway', 'perform'], ['Tables', 'cursorFor'],
] as const; // prettier-ignore

/** Code that many requests go through and that takes a connection for itself. */
export const SHARED_WORK = [
  ['AuditTrail', 'append'], ['FeatureFlags', 'isEnabled'], ['OutboxWriter', 'store'], ['QuotaService', 'consume'], ['SettingsCache', 'reload'], ['UserLookup', 'byToken'],
] as const; // prettier-ignore

export const FAILURES = [
  'unexpected state in row', 'value out of range', 'no rate for currency', 'duplicate reference', 'remote service answered 502', 'cannot parse amount', 'NULL in column price',
] as const; // prettier-ignore

/** Draws without putting back. */
export function deal<T>(random: Random, from: readonly T[]): () => T {
  let left = [...from];
  return () => {
    if (left.length === 0) left = [...from];
    const one = pick(random, left);
    left.splice(left.indexOf(one), 1);
    return one;
  };
}
