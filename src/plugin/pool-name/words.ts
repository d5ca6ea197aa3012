/*
 * Which words are a pool's own name, and which only say that a pool speaks, how it is, or who looked at it.
 */

/** Words that say that a pool speaks, of whichever library or database, and what of: `db_pool_stats`, `HikariDataSource`. */
const POOL_WORDS =
  /^(?:(?:db|sql|database|datenbank|conn|connection|pool|pooled|queue|async|data|source|ds|engine|pg|pgx|psycopg|postgres|postgresql|postgre|mysql|mariadb|oracle|sqlite|mssql|jdbc|dbapi|sqlalchemy|asyncpg|aiopg|aiomysql|hikari|hikaricp|druid|tomcat|dbcp|bonecp|agroal|knex|tarn|sequelize|typeorm|prisma|node|orm|r2dbc|gorm|sqlx|stat|statistic|status|state|usage|use|utili[sz]ation|info|metric|gauge|size|count|figure|number|field|value|record|context|ctx|extra|event|log|app|service|handle|client)s?\d?[._-]?){1,6}$/i;
/** Words of sentences, and when somebody looked. */
const OF_SENTENCES =
  /^(?:the|an?|our|my|this|that|it|its|your|and|or|with|without|from|of|to|is|are|was|has|have|had|in|on|off|for|per|by|at|as|not|no|all|any|each|every|same|other|another|whole|entire|internal|shared|new|old|first|last|next|now|then|here|there|before|after|while|during|current|currently|periodic|final|initial|peak|still|begin|begins|finish|finished|done|exit|shutdown|down|up|map|dict|object|struct|json|class|type|msg|message|note|report|snapshot|dump|tick|test|got|get|put|post|patch|delete|head|options|checkout|checkin|query|timeout|timer|interval|heartbeat|health|check|monitor|main-?loop|seconds?|minutes?|ms)$/i;
/** What is done with a pool or a connection, when, and by whom: `released`, `acquire`, `sampler`. */
const DEED =
  /^(?:acquir|releas|return|borrow|check|connect|disconnect|creat|destroy|remov|clos|open|clean|evict|validat|fill|refill|drain|wait|leak|exhaust|grow|shrink|warm|init|initiali[sz]|start|stop|stopp|shutt|timed|lend|lent|reus|recycl|invalidat|ping|prob|poll|print|dump|sampl|monitor|observ|watch|scrap|collect|emit|send|sent|finish|end|reach|log|us|lock|saturat)(?:e|s|es|ed|ing|er|or|ement)?$/i;
/** How it is, and not what it is called: `db=ok`. */
const STATE =
  /^(?:ok|up|down|fine|good|bad|healthy|unhealthy|alive|ready|connected|disconnected|open|closed|true|false|yes|on|off|none|null|nil|undefined|unknown|error|full|empty|exhausted|degraded|saturated|undersized|low|high|normal|enabled|disabled)$/i;
/** What is counted: the `active` of `pool active=3` is a figure's. */
const FIGURE =
  /^(?:(?:num|total|max|min|maximum|minimum|current|waiting)[_-]?)?(?:active|idle|busy|free|used|in[_-]?use|total|open|max|min|limit|capacity|waiting|waiters?|pending|available|overflow|checked[_-]?(?:in|out)|size|threads?|awaiting|out|lent|acquired|left|spare|act|idl|cur|wt|waits?)(?:[_-]?count)?$/i;
const LEVEL =
  /^(?:trace|debug|info|information|notice|warn|warning|error|err|fatal|panic|critical|dbg|inf|wrn|trc|ftl|verbose|silly|http)$/i;
/** Who speaks, and not of what: threads, tasks and classes share a pool. */
const SPEAKER =
  /thread|worker|task|process|executor|\bpid\b|request|\bjobs?\b|scheduler|timer|cron|middleware|monitor|watch(?:er|dog)|sampler|reporter|logger/i;
const CLASS =
  /[a-z](?:Service|Controller|Repository|Handler|Dao|DAO|Manager|Factory|Impl|Utils?|Helper|Bean|Filter|Interceptor|Resource|Listener|Config)$/;
/** A function by what it does: `loadOrders`, `get_user`. */
const FUNCTION =
  /^(?:get|load|save|find|create|update|delete|insert|fetch|list|handle|process|run|do|on|is|check|exec|execute|select|make|add|remove|send|log|print|with)(?:[A-Z_]|$)/;
/** What changes from line to line names nothing. */
const ID = /\d{5}|(?:^|[._:-])(?=[a-z]{0,20}\d)[0-9a-f]{7,64}(?:$|[._:-])/i;

const SHAPE = /^[A-Za-z][\w.:-]{0,63}$/;

/** Whether a word only says that a pool speaks, and not which. */
export const isPoolWord = (word: string): boolean => POOL_WORDS.test(word);

/** Whether a word says what is counted. */
export const isFigureWord = (word: string): boolean => FIGURE.test(word);

/** Whether a value that stands for a pool's name may be one: a word, not a sentence, a number, an id, a state or a connection string. */
export const isPoolName = (value: unknown): value is string =>
  typeof value === 'string' && SHAPE.test(value) && !STATE.test(value) && !ID.test(value);

/** Whether a word beside those for a pool is its name: nothing that prose, a state, a level or a figure is called, and nobody who speaks. */
export function isNameInWords(word: string): boolean {
  if (word.length < 2 || !isPoolName(word) || isPoolWord(word)) return false;
  if ([OF_SENTENCES, DEED, FIGURE, LEVEL, SPEAKER, CLASS, FUNCTION].some((pattern) => pattern.test(word))) return false;
  return !word.split(/[._:-]/).every((part) => part === '' || isPoolWord(part) || DEED.test(part) || OF_SENTENCES.test(part));
}
