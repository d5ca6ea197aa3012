import { wordsApart } from '../words-apart.ts';

/** What a number beside a word counts: connections, or, in `pending` and `waits`, callers. `pending` wait now, `waits` have waited so far. */
export type Figure = 'inUse' | 'idle' | 'open' | 'max' | 'size' | 'pending' | 'waits';

const FIGURES: Readonly<Record<Figure, string>> = {
  inUse:
    'inuse used using busy active acquired borrowed checkedout out leased lent taken occupied utilized utilised loaned onloan engaged handedout givenout lentout',
  idle: 'idle free available avail spare parked remaining left pooled unused idling ready freesize idlesize kept checkedin atrest resting instore unoccupied notinuse',
  open: 'open opened total all allocated established alive physical',
  max: 'max maximum limit cap capacity maxopen maxsize maxtotal maxconn maxactive maxidleopen maxopenconns maxpool maxpoolsize maximumpoolsize poolmax poollimit connectionlimit connlimit upto maxallocated ceiling',
  size: 'size poolsize',
  pending:
    'waiting waiters pending queue queued awaiting awaitingcheckout blocked queueing queuing inqueue queuelen queuelength queuesize pendingacquires threadsawaitingconnection threadsawaiting awaitingthreads',
  waits: 'waits waitcount waited hadtowait haswaited havewaited',
};
const FIGURE_OF = new Map<string, Figure>(
  Object.entries(FIGURES).flatMap(([figure, words]) => words.split(' ').map((word): [string, Figure] => [word, figure as Figure])),
);

/** A database or what talks to one. */
const DATABASES = new Set(
  (
    'db dbs database databases sql sqldb jdbc odbc rdbms pg pgx pgxpool psql postgres postgresql mysql mysql2 mariadb oracle mssql sqlserver sqlite datasource datasources hikari hikaricp dbcp dbcp2 c3p0 druid agroal ' +
    'doobie slick sqlx gorm bun ent knex tarn sequelize typeorm prisma drizzle asyncpg aiopg aiomysql psycopg psycopg2 psycopg3 sqlalchemy r2dbc jooq mybatis hibernate jpa dbpool dbconn dbconns sqlclient ucp sequel activerecord ds enginepool'
  ).split(' '),
);
/** Its connections, or a pool of it does not say what. */
const CONNECTIONS = new Set('connection connections conn conns cnx cnxs'.split(' '));
const POOLS = new Set('pool pools connpool connectionpool'.split(' '));

/** What may stand in such a line besides and tells of nothing else. */
const FILLERS = new Set(
  (
    'a an the of in out with and but only just already almost nearly over above below is are was has have at to from by per on for so far since last look now right currently current this that it its them these all ' +
    'stat stats status state usage use utilization utilisation utilized load level health healthy healthcheck check metrics metric gauge info report summary snapshot monitor watch watcher observer sampler probe tick ' +
    'full empty exhausted saturated ok up down warn warning alert alarm debug notice count counts cnt num number n nr size sizes thread threads caller callers request requests client clients goroutine goroutines task tasks fiber fibers ' +
    'more less than had wait waited value returned get got mean avg peak pid ms sec secs seconds objects slots handles open closed max total overflow min minimum time times acquire acquires engine main default primary replica read write reader writer reaped closed destroyed created'
  ).split(' '),
);
/** In front of or behind a figure's word, and say nothing more: `numIdle`, `activeCount`, `currentBusyConnections`. */
const AROUND = new Set(
  'num n nr number count cnt current cur size total conn conns connection connections pool db sql thread threads request requests getter get acquire acquires caller callers'.split(
    ' ',
  ),
);

/** `checkedOut`, `MAX_OPEN`, `in-use` in words of small letters. */
export const wordsIn = (text: string): string[] =>
  wordsApart(text)
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** May follow a figure's words, or stand between them and the number. */
const ASIDE = new Set(
  'to for on right now currently is are was has have returned of them these the out in at at least still just already only'.split(' '),
);

/** The figure that some words name: all of them, but for those that may stand around. `threads waiting`, `in use`, `max open`. Undefined where one of them says something else. */
export function figureOf(given: readonly string[]): Figure | undefined {
  const words = FIGURE_OF.has(given.join('')) ? given : given.filter((word, i) => !ASIDE.has(word) || isPart(given, i));
  for (let from = 0; from < words.length; from++) {
    for (let to = words.length; to > from; to--) {
      const figure = FIGURE_OF.get(words.slice(from, to).join(''));
      if (figure !== undefined && words.slice(0, from).every(isAround) && words.slice(to).every(isAround)) return figure;
    }
  }
  return undefined;
}
/** `checked out`, `in use`: a word that would else stand aside. */
const isPart = (words: readonly string[], i: number): boolean =>
  FIGURE_OF.has(`${words[i - 1] ?? ''}${words[i] as string}`) || FIGURE_OF.has(`${words[i] as string}${words[i + 1] ?? ''}`);
const isAround = (word: string): boolean => AROUND.has(word) || DATABASES.has(word);

export const isDatabase = (word: string): boolean => DATABASES.has(word);
export const isConnection = (word: string): boolean => CONNECTIONS.has(word);
export const isPool = (word: string): boolean => POOLS.has(word);
/** How many words make a line one of something else. `checked out` and `data source` are two. */
export function strangersIn(words: readonly string[]): number {
  const known = (word: string): boolean =>
    FILLERS.has(word) || FIGURE_OF.has(word) || isDatabase(word) || isConnection(word) || isPool(word) || /^\d+$/.test(word);
  const pair = (i: number): boolean => {
    const both = `${words[i] ?? ''}${words[i + 1] ?? ''}`;
    return FIGURE_OF.has(both) || isDatabase(both);
  };
  return words.filter((word, i) => !known(word) && !pair(i) && !pair(i - 1)).length;
}
