import { abroadHints } from './abroad.ts';
import { gaugeHints } from './gauge.ts';
import { lendingHints } from './lending.ts';
import { loanHints } from './loan-words.ts';
import { meterHints } from './meter.ts';
import { noWaitHints } from './no-wait.ts';
import { ownWordsHints } from './own-words.ts';
import { prismaHints } from './prisma.ts';
import { refusedHints } from './refused.ts';
import { vertxHints } from './vertx.ts';

/** No bare `checked out`: each checkout of SQLAlchemy's pool says so, and would be looked at in vain. */
const LISTENERS = [
  'pool.checkout',
  'pool.checkin',
  'pool.invalidate',
  'pool.detach',
  'conn=0x',
  'checkout conn',
  'checkin conn',
  'checkout id',
  'checkout: ',
  'CHECKOUT',
  'CHECKIN',
  'conn_id',
];
const WATCHDOGS = [
  'not returned',
  'not been returned',
  'not yet returned',
  'never returned',
  'still checked out',
  'checked out for',
  'connection leak',
  'leaked connection',
  'held for',
  'in use for',
  'out for',
  'checkout_stack',
  'checkout stack',
  'returned after',
  'back after',
  'onnection pid',
];

/** Of these one stands in each line that a rule reads. What two rules look for is looked for once. */
export const hints: readonly string[] = [
  ...new Set([
    ...LISTENERS,
    ...WATCHDOGS,
    ...lendingHints,
    ...ownWordsHints,
    ...gaugeHints,
    ...prismaHints,
    ...noWaitHints,
    ...refusedHints,
    ...meterHints,
    ...vertxHints,
    ...abroadHints,
    ...loanHints,
  ]),
];
