import type { RecordView } from 'leak-stream/plugin';
import { CONNECTIONS } from './abroad.ts';

const MAY_LEND = new RegExp(
  String.raw`${CONNECTIONS}|conn|pool|backend|session|client|handle|dat[ae]b|datenbank|sql|postgres|base de|banco|(?<![a-z])(?:dbs?|bd|pg|бд)(?![a-z])|\.[a-z]{1,6}:\d|[([](?:\p{L}{2,15}:? ){0,2}\d{1,6}[ /\])]`,
  'iu',
);

/** Of whose lines something may be lent, whatever the message is. */
const LENDER = /conn|pool|backend|sql|database|(?<![a-z])(?:dbs?|bd|pg)(?![a-z])/i;

/**
 * Whether a line has what a loan's line has at least: a word for a connection or for whose it is, a place in the program, or how many are out. It is asked first, for
 * what is asked then costs a tenth of a second to compile.
 */
export const mayLend = ({ fields, logger = '', message }: RecordView): boolean =>
  MAY_LEND.test(message.slice(0, 1000)) || LENDER.test(logger) || (fields !== undefined && LENDER.test(Object.keys(fields).join(' ')));
