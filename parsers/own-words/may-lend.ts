import { CONNECTIONS } from './abroad.ts';

/**
 * What a loan's line has at least: a word for a connection or for whose it is, a place in the program, or how many are out. It is asked first, for what is asked then
 * costs a tenth of a second to compile.
 */
export const MAY_LEND = new RegExp(
  String.raw`${CONNECTIONS}|conn|pool|backend|session|client|handle|dat[ae]b|datenbank|sql|postgres|base de|banco|(?<![a-z])(?:dbs?|bd|pg|бд)(?![a-z])|\.[a-z]{1,6}:\d|[([](?:\p{L}{2,15}:? ){0,2}\d{1,6}[ /\])]`,
  'iu',
);
