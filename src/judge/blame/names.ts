import type { StackFrame } from '../../model/stack-frame.ts';

/*
 * Does a function's name say that it only hands connections out? Such a function is in every borrower's stack and is rarely the one that
 * forgets to give back. The words are those that programmers use for it in Java, Kotlin, Scala, Python and Go; a name counts only if ALL
 * its words are of these kinds, so that `fetchOrder`, `openInvoices` or `createSessionReport` are none.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

const THINGS = words(`
  connection connections conn conns con cn session sessions sess datasource ds db database dbs engine cursor tx txn transaction em
  entitymanager sessionmaker uow unitofwork jdbc sqlsession dbsession dbconnection sessionlocal handle
`);
const VERBS = words(`
  get open obtain acquire borrow create new make checkout lease take provide begin start use using with lookup resolve retrieve request
  connect enter fetch allocate reserve grab init ensure require current build
`);
const FILLERS = words(`
  a the for from to of or in and do internal impl raw pooled pool scoped scope async sync sql read write readonly writable rw ro master
  slave primary replica secondary tenant shard default main local thread bound context manager factory provider source supplier holder
  wrapper helper util utils managed shared physical logical native real actual existing if needed required no my our safe
`);
/** Verbs that say it all where the class is a database class. */
const BARE_VERBS = words('open connect acquire borrow obtain checkout lease begin get create enter __enter__ __aenter__ invoke apply');
/** Those that make a stranger think of a connection even without such a class. */
const WEAK_BARE = words('connect acquire borrow checkout lease open');
const CLASS_NOUNS = words(`
  connection connections conn datasource db database jdbc sessionfactory connectionfactory connectionprovider connectionmanager
  connectionsource connectionpool pool dbutil dbutils dbhelper dbcontext sqlutil jdbcutil jdbcutils hibernateutil dao
`);

const split = (name: string): string[] =>
  name
    .replace(/\$.*$/, '')
    .replace(/[<>()*]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_.]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase().replace(/\d+$/, ''));

const ownName = (frame: StackFrame): string => frame.function.replace(/\.func\d+(\.\d+)*$/, '').split('.').at(-1) ?? '';

const container = (frame: StackFrame): string => {
  const receiver = /^\(\*?(\w+)\)\./.exec(frame.function)?.[1];
  if (receiver !== undefined) return receiver;
  if (frame.module !== undefined && frame.language !== 'go') return frame.module.split('.').at(-1)?.replace(/\$.*$/, '') ?? '';
  return (frame.file ?? '').split(/[\\/]/).at(-1)?.replace(/\.\w+$/, '') ?? '';
};

/** `sure`: a name like getConnection. `perhaps`: a name like open, which others use too. */
export function handsOutConnections(frame: StackFrame): 'sure' | 'perhaps' | 'no' {
  const name = split(ownName(frame));
  if (name.length === 0) return 'no';
  const known = name.every((word) => THINGS.has(word) || VERBS.has(word) || FILLERS.has(word));
  if (known && name.some((word) => THINGS.has(word))) {
    // users have sessions too: what starts or creates one may be anything
    const onlySession = name.every((word) => !THINGS.has(word) || word.startsWith('sess'));
    return onlySession && name.some((word) => word === 'create' || word === 'start' || word === 'new' || word === 'begin') ? 'perhaps' : 'sure';
  }
  if (name.length > 1 || !BARE_VERBS.has(name[0] ?? '')) return 'no';
  const owner = split(container(frame));
  if (owner.some((word) => CLASS_NOUNS.has(word)) || CLASS_NOUNS.has(owner.join(''))) return 'sure';
  return WEAK_BARE.has(name[0] ?? '') ? 'perhaps' : 'no';
}
