import { isConnection, isDatabase, isPool, wordsIn } from './figures/words.ts';

/*
 * All that is taken and given back is kept in pools: words of a riddle, seeds, numbers, licences. Nobody can list it, so it goes by what the sentence says.
 */

/** In front of `pool`, these say nothing of what is in it. */
const SAY_NOTHING = new Set(
  (
    'a an the this that its our your my their whole entire one each every all any no and or but if when while as because since so of in on at by for from to with is was are were has have had got get not ' +
    'main default primary replica master slave read write reader writer readonly shared global static async sync local bounded inner outer own client engine queue resource resources session sessions ' +
    'error warning warn fatal critical alert exception failed failure cause caused reason detected reported found because'
  ).split(' '),
);
/** What lies in a pool of connections, by other names. */
const CONNECTIONS = new Set('client clients session sessions slot slots handle handles object objects resource resources'.split(' '));
/** Who waits for them, or what could not be done without: they are counted beside any pool. */
const ASKING =
  /^(?:threads?|callers?|requests?|queries|waiters?|tasks?|jobs?|calls?|workers?|goroutines?|coroutines?|fibers?|users?|others?|more|times?|in|out|is|are|was|were|left|currently|ms|s|secs?|seconds?|minutes?|max|total)$/i;

/** `word pool`, `seed_pool`, `TokenPool`; not `orders-service: pool`, where it is somebody's. */
const BEFORE_POOL = /(?<![\w'’-])(?<word>[A-Za-z][\w'’-]{0,40})[ _]pool(?![a-z])/gi;
const LEFT = '(?:available|free|left|remaining|idle|unused|in stock|to (?:spare|give|choose))';
/** `0 of 12 words available`, `0 seeds left`, `no seats free`: what a pool lends is told beside how much of it is left. */
const UNITS = new RegExp(
  String.raw`(?:(?<![\w.])\d{1,6}(?: ?(?:\/|of|out of) ?\d{1,6})?|\b(?:no|zero|none of(?: the)?)(?: more)?) (?<unit>[a-z]{2,30})(?: (?:is|are|was|were))? ${LEFT}\b`,
  'gi',
);

const saysNothing = (word: string): boolean => {
  const parts = wordsIn(word);
  return SAY_NOTHING.has(word.toLowerCase()) || parts.some((one) => isConnection(one) || isDatabase(one) || isPool(one));
};

/** Whether a line counts what a pool has left, and that is no connections. */
function countsOthers(text: string): boolean {
  const units = [...text.matchAll(UNITS)].map(({ groups }) => groups?.['unit'] as string);
  return units.some((unit) => !isConnection(unit.toLowerCase()) && !CONNECTIONS.has(unit.toLowerCase()) && !ASKING.test(unit));
}

const CONNECTION_WORD = /conn(?:ection)?s?(?![a-z])/i;

/** What a pool of which a line speaks may lend besides connections. */
export interface Lends {
  /** No connections. */
  readonly others: boolean;
  /** The word in front of `pool`, its name or what is in it, where nothing in the line speaks of a connection. */
  readonly perhaps?: string;
}

/**
 * What a pool lends, as far as a line tells: no connections where it counts something else that is left, `0 of 12 words available`; nobody knows where a word stands in front of
 * it, `word pool exhausted`, and that is all.
 * @param text a line with its names in words
 * @param ofDatabase the line or its logger names a database
 */
export function lends(text: string, ofDatabase: boolean): Lends {
  if (countsOthers(text)) return { others: true };
  if (ofDatabase || CONNECTION_WORD.test(text)) return { others: false };
  const words = [...text.matchAll(BEFORE_POOL)].map(({ groups }) => groups?.['word'] as string);
  const perhaps = words.some(saysNothing) ? undefined : words[0];
  return { others: false, ...(perhaps !== undefined && { perhaps }) };
}
