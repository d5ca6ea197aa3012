#!/bin/bash
# Records transaction-timeout.log, .csv and .json: a transaction that does nothing any more and one whose statement is slow, both ended by
# transaction_timeout. Needs PostgreSQL 17 or later ($PGBIN, or what pg_config finds) and psql; any user but root may run it. No test needs it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bin=${PGBIN:-$(pg_config --bindir)}
work=$(mktemp -d)
trap '"$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
export TZ=UTC PGHOST=127.0.0.1 PGPORT=54324 PGUSER=app PGDATABASE=postgres PGAPPNAME=billing
"$bin/initdb" -D "$work/data" -U app --auth=trust -E UTF8 --locale=C >/dev/null
cat >> "$work/data/postgresql.conf" <<CONF
port = 54324
unix_socket_directories = ''
logging_collector = on
log_destination = 'stderr,csvlog,jsonlog'
log_filename = 'x.log'
log_line_prefix = '%m [%p] %u@%d %a %e %i '
log_timezone = 'UTC'
transaction_timeout = '1s'
CONF
"$bin/pg_ctl" -D "$work/data" -w -l "$work/boot" start >/dev/null
(echo 'BEGIN; SELECT 1;'; sleep 3) | psql -X -q >/dev/null 2>&1 || true
psql -X -q -c 'SELECT pg_sleep(3)' >/dev/null 2>&1 || true
for kind in log csv json; do grep 'transaction timeout' "$work/data/log/x.$kind" > "$here/transaction-timeout.$kind"; done
