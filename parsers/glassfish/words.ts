import type { RecordView } from 'leak-stream/plugin';

/** What is longer is no name. */
export const NAME_CAP = 400;

/** `{ PoolInfo : (jndiName=jdbc/shop), (applicationName=shop), (moduleName=web) }`: a pool that belongs to an application. */
const SCOPED = /^\{ ?PoolInfo : \((?:jndiName|name)=(?<name>[^)]{1,200})\)/;

/** The pool's name as every one of the pool's lines tells it. */
export const nameOf = (told: string): string => SCOPED.exec(told)?.groups?.['name'] ?? told.trim();

/** Connectors lend other things as well, JMS' sessions above all: their frames have no data source in them. */
const OTHERS = /^(?:at )?(?:[\w.@-]{1,60}\/)?(?:com\.sun\.messaging\.jms\.ra\.|org\.apache\.activemq\.|com\.ibm\.mq\.connector\.)/;
const JDBC = /\b(?:com\.sun\.gjc|java\.sql|javax\.sql)\./;

/** Whether the stack below tells that what was lent is no connection to a database. */
export const isOther = ({ tail }: RecordView): boolean =>
  tail.some((line) => OTHERS.test(line.trimStart())) && !tail.some((line) => JDBC.test(line));
