import type { StackFrame } from '../../model/stack-frame.ts';
import { inEnglish, withoutAccents } from './words-abroad.ts';

/*
 * Does a function's name say that it only hands connections out? Such a function is in every borrower's stack and is rarely the one that
 * forgets to give back. The words are those that programmers use for it in Java, Kotlin, Scala, Python and Go, whatever language they speak; a name counts only if ALL
 * its words are of these kinds, so that `fetchOrder`, `openInvoices` or `createSessionReport` are none.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

const THINGS = words(`
  connection connections conn conns con cn session sessions sess datasource ds db database dbs engine cursor tx txn transaction em
  entitymanager sessionmaker uow unitofwork jdbc dbconn dbconnection dbsession sqlsession sessionlocal
`);
/** Whose database it is. */
const PRODUCTS = words(`
  postgres postgresql postgre pg mysql mariadb oracle mssql sqlserver sqlite hsqldb derby sybase firebird informix hana teradata vertica redshift
  snowflake presto trino hive impala clickhouse cockroach yugabyte duckdb phoenix greenplum hikari druid dbcp c3p jndi
`);
const VERBS = words(`
  get open obtain acquire borrow create new make checkout lease take provide begin start use using with lookup resolve retrieve request
  connect enter fetch allocate reserve grab init ensure require current build
`);
const FILLERS = words(`
  a the for from to of or in and do internal impl raw pooled pool scoped scope async sync sql read write readonly writable rw ro only master
  slave primary replica secondary tenant shard default main local thread bound context manager factory provider source supplier holder
  wrapper helper util utils managed shared physical logical native real actual existing if needed required no my our safe
`);
/** Things of which the application may have its own kind: users' sessions, bookings called transactions, cursors of pages. */
const AMBIGUOUS = words('session sess transaction cursor db database engine handle');
/** Verbs of work upon such things rather than of handing them out. `begin` and `start` are so only with sessions. */
const OF_WORK = words('create new make build init ensure fetch lookup resolve retrieve require request take reserve allocate');
const PLURALS = words('connections conns sessions dbs');
/** Verbs that say it all where everything about the class is of databases … */
const BARE_VERBS = words('open connect acquire borrow obtain checkout lease begin get create enter __enter__ __aenter__ invoke apply');
/** … those that do where anything about it is … */
const CLEAR_BARE = words('open connect acquire borrow obtain checkout lease');
/** … and those that make a stranger think of a connection even without such a class. */
const WEAK_BARE = words('connect acquire borrow checkout lease open');
const CLASS_NOUNS = words(`
  connection connections conn datasource db database jdbc sessionfactory connectionfactory connectionprovider connectionmanager
  connectionsource connectionpool pool dbutil dbutils dbhelper dbcontext sqlutil jdbcutil jdbcutils hibernateutil uow unitofwork
`);
/** … and those that do on a class that keeps things. */
const OF_STORES = words('begin');
const STORES = words('store storage repository repo dao persistence gateway');
/** Words that camel case takes apart and that mean one thing. */
const COMPOUNDS: readonly (readonly [RegExp, string])[] = [
  [/\bdata source\b/g, 'datasource'],
  [/\bentity manager\b/g, 'entitymanager'],
  [/\bsession (?=maker\b|factory\b)/g, 'session'],
  [/\bunit of work\b/g, 'unitofwork'],
];

const split = (name: string): string[] =>
  withoutAccents(name)
    .replace(/\$.*$/, '')
    .replace(/[<>()*]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_.]+/)
    .filter(Boolean)
    .map((word) => inEnglish(word.toLowerCase().replace(/\d+$/, '')));

const joined = (name: readonly string[]): string[] =>
  COMPOUNDS.reduce((text, [apart, one]) => text.replace(apart, one), name.join(' ')).split(' ');

const ownName = (frame: StackFrame): string =>
  frame.function
    .replace(/\.func\d+(\.\d+)*$/, '')
    .split('.')
    .at(-1) ?? '';

const container = (frame: StackFrame): string => {
  const receiver = /^\(\*?(\w+)\)\./.exec(frame.function)?.[1];
  if (receiver !== undefined) return receiver;
  if (frame.module !== undefined && frame.language !== 'go') return frame.module.split('.').at(-1)?.replace(/\$.*$/, '') ?? '';
  return (
    (frame.file ?? '')
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.\w+$/, '') ?? ''
  );
};

/** JDBI calls a connection a handle; as the first word it is what a handler does. */
const isThing = (word: string, i: number): boolean => THINGS.has(word) || (word === 'handle' && i > 0);

const isKnown = (word: string, i: number): boolean => isThing(word, i) || VERBS.has(word) || FILLERS.has(word) || PRODUCTS.has(word);

/** `sure`: a name like getConnection. `perhaps`: a name like open, which others use too. */
export function handsOutConnections(frame: StackFrame): 'sure' | 'perhaps' | 'no' {
  const name = joined(split(ownName(frame)));
  if (name.every(isKnown)) {
    const things = name.filter(isThing);
    if (things.length > 0) return isOfWork(name, things) ? 'perhaps' : 'sure';
  }
  const [verb] = name;
  if (name.length > 1 || verb === undefined || !BARE_VERBS.has(verb)) return 'no';
  const owner = joined(split(container(frame)));
  if (CLASS_NOUNS.has(owner.join(''))) return 'sure';
  const all = owner.every((word, i) => CLASS_NOUNS.has(word) || isThing(word, i) || FILLERS.has(word));
  const nouns = owner.filter((word) => CLASS_NOUNS.has(word) || (verb === 'begin' && word.startsWith('transaction')));
  if (nouns.length > 0 && (all || CLEAR_BARE.has(verb))) return 'sure';
  const keeps = OF_STORES.has(verb) && STORES.has(owner.at(-1) ?? '');
  return WEAK_BARE.has(verb) || keeps ? 'perhaps' : 'no';
}

/** The name may as well be of work upon things that bear the same name: `fetchTransaction`, `createSession`, `getConnections`. */
function isOfWork(name: readonly string[], things: readonly string[]): boolean {
  if (things.some((word) => PLURALS.has(word))) return true;
  if (!things.every((word) => AMBIGUOUS.has(word))) return false;
  const only = (thing: string): boolean => things.every((word) => word.startsWith(thing));
  const started = only('sess') ? ['start', 'begin'] : only('transaction') ? ['get'] : [];
  return name.some((word) => OF_WORK.has(word) || started.includes(word));
}
