import type { RecordView } from './contract.ts';

/*
 * Other clients keep pools and connections as well, and programs print the same figures and deeds of them. This is the one list of them; who asks it says what
 * else is none for him.
 */

/** Stores, brokers and protocols that are no SQL database's, by words that stand in no other one: `jedisPool`, `RabbitMQ`, `pymongo`. */
const NAMES =
  'redis|valkey|jedis|lettuce|memcache|mongo|dynamodb|minio|amazons3|s3client|elasticsearch|opensearch|kafka|rabbit|amqp|pika|mqtt|jms|smtp|ftp|ldap|grpc|websocket|puppeteer';
/** The same by words that stand in other ones: only alone. */
const WORDS = 'nats|imap|ssh|dhcp|rpc|vpn|mail';
const OTHER_CLIENT = new RegExp(`${NAMES}|(?<![a-z])(?:${WORDS})(?![a-z])`, 'i');

/** Whether a text names a store, a broker or a protocol that is no SQL database's. HTTP is none of them: it is how requests come in. */
export const namesOtherClient = (text: string): boolean => OTHER_CLIENT.test(text);

/** Of the web: parts of a program, whose own connections to the database its other lines speak of. */
const WEB = 'https?(?:[ _-]client)?|http[cx]\\w{0,20}|ok ?http|urllib3|aiohttp|netty|ws|ip|tcp|browser';
const connectionsOf = (clients: string): RegExp =>
  new RegExp(`(?:${clients})[^a-z0-9]{1,3}(?:(?:conn(?:ection)?s?[_ ]?)?pools?|conn(?:ection)?s?)(?![a-z])`, 'i');
const CLIENTS = `(?:${NAMES})[a-z]{0,10}|(?<![a-z])(?:${WORDS})`;
const OF_CLIENT = connectionsOf(`${CLIENTS}|(?<![a-z])(?:${WEB})`);
const OF_PROTOCOL = connectionsOf(CLIENTS);

/**
 * Whether the connections of something else than a database are spoken of: `redis.connection`, `urllib3.connectionpool`, `http pool`, or a message that begins
 * with its connection under the logger `mqtt`.
 */
export function ofOtherConnections({ logger = '', message }: RecordView): boolean {
  const text = message.slice(0, 120);
  return OF_CLIENT.test(logger) || OF_CLIENT.test(text) || OF_PROTOCOL.test(`${logger}: ${text}`);
}

const OTHER_POOL =
  /(?:^|[^a-z])(?:threads?|workers?|tasks?|jobs?|process|objects?|buffers?|mem(?:ory)?|agents?|car|swimming|node|address)[._ -]?pool|fork[- ]?join|executor/i;

/** Whether a pool of something that is taken and given back as well is named: `worker.pool`, `thread pool`, an executor. */
export const namesOtherPool = (text: string): boolean => OTHER_POOL.test(text);
