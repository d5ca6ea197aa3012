/*
 * Clients of the server that are no application's pool: what people type into, and what copies, restores or tends a database. The leading connection of a parallel
 * pg_dump is idle in its transaction until the last table is copied, and an editor without autocommit is until its person goes on.
 */

/** PostgreSQL's own programs call themselves by their names (`fallback_application_name`); `pgbackrest [backup]`. */
const PROGRAMS =
  'psql|pg_dump|pg_dumpall|pg_restore|pg_basebackup|pg_receivewal|pg_recvlogical|pg_rewind|pg_amcheck|pg_verifybackup|pg_upgrade|pgbench|vacuumdb|reindexdb|clusterdb|pgbackrest|barman|pg_repack|pgcli|usql';
/** Their versions and windows stand behind: `pgAdmin 4 - CONN:5638817`, `DBeaver 24.0.1 - SQLEditor <Script-1.sql>`. */
const EDITORS =
  'pgadmin|dbeaver|datagrip|intellij idea|pycharm|goland|webstorm|phpstorm|rubymine|tableplus|postico|navicat|heidisql|dbvisualizer|squirrel sql|beekeeper studio|azure data studio|azdata|vscode-pgsql|psequel';
/** What reports, changes the schema, copies, schedules and watches, with a version or a task behind: `Metabase v0.49.3 [e0c1…]`, `Debezium Streaming`, `Patroni restapi`. */
const SERVICES = 'metabase|dbt|flyway|liquibase|sqitch|debezium|patroni|pg_cron|pgagent|pganalyze_collector|datadog-agent';
const TOOL = new RegExp(`^(?:(?:${PROGRAMS})(?=$| \\[)|(?:${SERVICES})(?=$| )|(?:${EDITORS})(?![a-z_-]))`, 'i');

/** Whether a session's application_name is a person's client or a program of maintenance, which keep no pool. */
export const isTool = (applicationName: string | undefined): boolean => applicationName !== undefined && TOOL.test(applicationName.trim());
