/** Where installed packages lie. The name of a package alone proves nothing: an application may live in `/srv/sqlalchemy/`. */
const INSTALLED = ['**/site-packages/', '**/dist-packages/', '**/*.egg/', '**/installed_wheels/*/*/', '**/__pypackages__/*/lib/'];

/** Beside the application in bundles (AWS Lambda, PyInstaller): only what has the inner layout of the library is the library. */
const BUNDLED = ['', '/var/task/', '/opt/python/'];

const DRIVERS = [
  'psycopg2', 'psycopg2cffi', 'psycopg', 'psycopg_binary', 'psycopg_c', 'asyncpg', 'aiopg', 'pg8000', 'pygresql', 'pgdb', 'pymysql', 'MySQLdb',
  'mysql/connector', 'mariadb', 'aiomysql', 'asyncmy', 'cymysql', 'aiosqlite', 'pysqlcipher3', 'sqlcipher3', 'pyodbc', 'aioodbc', 'pymssql', 'pytds',
  'mssql_python', 'oracledb', 'cx_Oracle', 'ibm_db', 'ibm_db_dbi', 'ibm_db_sa', 'fdb', 'firebird', 'duckdb', 'clickhouse_driver', 'clickhouse_connect',
  'snowflake/connector', 'redshift_connector', 'pyhive', 'trino', 'prestodb', 'hdbcli', 'teradatasql', 'vertica_python', 'jaydebeapi',
]; // prettier-ignore

const POOLS = ['sqlalchemy', 'psycopg_pool', 'dbutils', 'aiomysql/pool.py', 'aiopg/pool.py', 'asyncpg/pool.py',
  'asyncmy/pool.py', 'mysql/connector/pooling.py', 'mysql/connector/aio/pooling.py', 'psycopg2/pool.py', 'playhouse/pool.py', 'oracledb/pool.py',
]; // prettier-ignore

const rule = (place: string, role: string): string => `family:python stack.abs_path:${place} role=${role}`;
const inside = (name: string): string => (name.endsWith('.py') ? name : `${name}/**`);
const each = (places: readonly string[], names: readonly string[], role: string): string[] =>
  names.flatMap((name) => places.map((place) => rule(`${place}${inside(name)}`, role)));

/**
 * Roles of Python frames by the location of their file, in Sentry's rule grammar with `role=`. Later rules win: standard library, then
 * everything installed (framework), then drivers, then pools. What no rule names is the application's. The grammar compares paths in
 * lower case and with forward slashes, so one rule serves Windows too.
 */
export const PYTHON_FRAME_RULES: readonly string[] = [
  // The standard library: Linux, macOS, pyenv, conda, virtualenv copies, PyPy, zipped, AWS Lambda; then Windows, which names a version's folder.
  ...['**/lib/python2.*/**', '**/lib/python3.*/**', '/usr/lib/python3/**', '**/lib64/python3.*/**', '**/lib/pypy3*/**', '**/python3*.zip/**', '**/lib-python/3/**',
    '/var/lang/lib/**', '/var/runtime/**', '**/miniconda3/lib/**', '**/anaconda3/lib/**'].map((place) => rule(place, 'runtime')),
  ...Array.from({ length: 20 }, (_, minor) => rule(`**/Python3${minor}/Lib/**`, 'runtime')),
  // Frozen modules and generated code (`<string>`, `<attrs generated init …>`, `<decorator-gen-3>`).
  'family:python stack.abs_path:"<frozen**" role=runtime',
  'family:python stack.abs_path:"<string>" role=runtime',
  'family:python stack.abs_path:"<attrs generated**" role=runtime',
  'family:python stack.abs_path:"<decorator-gen**" role=runtime',
  'family:python stack.abs_path:"<sqlalchemy generated**" role=pool',
  'family:python stack.abs_path:"<__array_function__**" role=runtime',
  ...['**/site-packages/**', '**/dist-packages/**', '**/*.egg/**', '**/installed_wheels/**', '**/__pypackages__/**', '/opt/python/**'].map((place) => rule(place, 'framework')),
  ...each(INSTALLED.slice(0, 2), DRIVERS, 'driver'),
  ...each(INSTALLED.slice(0, 2), POOLS, 'pool'),
  ...each(INSTALLED.slice(2), ['sqlalchemy'], 'pool'),
  ...BUNDLED.flatMap((place) => ['pool', 'engine', 'orm', 'event', 'util', 'ext', 'sql', 'dialects'].map((part) => rule(`${place}sqlalchemy/${part}/**`, 'pool'))),
]; // prettier-ignore
