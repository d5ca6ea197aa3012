import type { RecordView } from './contract.ts';

const PROTOCOLS =
  'redis|valkey|memcached?|mqtt|amqp|rabbit(?:mq)?|pika|kafka|nats|(?:py)?mongo(?:db)?|elasticsearch|smtp|imap|s?ftp|ssh|ldap|grpc|dhcp';
/** Also parts of a program, whose own connections to the database its other lines speak of. */
const CLIENTS = `${PROTOCOLS}|https?|http[cx]\\w{0,20}|urllib3|aiohttp|ws|websockets?|ip|browser`;
const connectionsOf = (clients: string): RegExp =>
  new RegExp(`(?:^|[^a-z])(?:${clients})[^a-z0-9]{1,3}(?:(?:conn(?:ection)?s?[_ ]?)?pools?|conn(?:ection)?s?)(?![a-z])`, 'i');
const OF_CLIENT = connectionsOf(CLIENTS);
const OF_PROTOCOL = connectionsOf(PROTOCOLS);

/**
 * Whether the connections of something else than a database are spoken of: `redis.connection`, `urllib3.connectionpool`, `http pool`, or a message that begins
 * with its connection under the logger `mqtt`.
 */
export function ofOthers({ logger = '', message }: RecordView): boolean {
  const text = message.slice(0, 120);
  return OF_CLIENT.test(logger) || OF_CLIENT.test(text) || OF_PROTOCOL.test(`${logger}: ${text}`);
}

const OTHER_POOLS = /(?:^|[^a-z])(?:threads?|workers?|tasks?|jobs?|process|objects?|buffers?|mem(?:ory)?)[._ -]?pool/i;

/** Whether a pool of something that is taken and given back as well is named: `worker.pool`, `thread pool`. */
export const ofOtherPools = (text: string): boolean => OTHER_POOLS.test(text);
