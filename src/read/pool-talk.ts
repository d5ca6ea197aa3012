/**
 * Words of messages about connections and those who hold them, for pools that no plug-in knows. Lines that hold one are read in full, as those with a plug-in's
 * hint are; so they are words that a log in which nothing happens does not hold in every line.
 */
export const POOL_TALK: readonly string[] = [
  'onnection pool', 'onnection Pool', 'onnectionPool', 'rom pool', 'rom the pool', 'to pool', 'to the pool', 'pool exhausted', 'pool is ',
  'onnection leak', 'eaked connection', 'losed connection', 'ailable connection', 'ree connection',
  'onnection acquired', 'onnection released', 'onnection returned', 'onnection borrowed', 'onnection not ', 'not returned', 'not released', 'ever returned', 'ever closed',
  'cquire connection', 'cquire a connection', 'btain connection', 'btain a connection', 'et a connection', 'elease connection',
]; // prettier-ignore

const SUBJECT = /pool|connections?\b|data ?source/i;
const DEED =
  /leak|time[ds]?[ -]?out|exhaust|acquir|borrow|check(?:ed)?[ -]?(?:out|in)|releas|return|abandon|not (?:been )?(?:available|closed)|waiting|busy|idle|in[ _-]?use|active|unclosed|max/i;

/** Whether a message is about a pool or connections and what becomes of them. */
export const speaksOfConnections = (message: string): boolean => SUBJECT.test(message) && DEED.test(message);

/** Whether one of the words that are looked for stands in it. */
export const talksOfPool = (message: string): boolean =>
  (message.includes('pool') || message.includes('onnection')) && POOL_TALK.some((word) => message.includes(word));
