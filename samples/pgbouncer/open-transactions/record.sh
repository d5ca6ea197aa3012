#!/bin/bash
# Records app.log (PgBouncer's own log) and pools.txt (SHOW POOLS and SHOW DATABASES every 2 s) of a pool of six server connections
# behind which six transactions are never ended; the rest of the load stops after 105 s. IDLE=40 lets PgBouncer end them after 40 s. With
# SHAPES=FOLDER also what psql prints of SHOW POOLS, CLIENTS, SERVERS, DATABASES and LISTS in its shapes while the pool is full. Needs
# PgBouncer, PostgreSQL and Python with psycopg 3; runs as any user but root, on loopback only, in a folder of its own that it removes
# again. Usage: bash record.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bin=$(pg_config --bindir)
work=$(mktemp -d)
pg=54321 bouncer=64321
trap 'kill "$(cat "$work/bouncer.pid" 2>/dev/null)" 2>/dev/null || true; "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
export PGHOST=127.0.0.1 PGUSER=app PGTZ=UTC TZ=UTC

"$bin/initdb" -D "$work/data" -U app --auth=trust -E UTF8 --locale=C >/dev/null
"$bin/pg_ctl" -D "$work/data" -w -l "$work/postgres.log" -o "-p $pg -h 127.0.0.1 -k $work" start >/dev/null
psql -X -q -p $pg -d postgres -c 'CREATE DATABASE shop'
psql -X -q -p $pg -d shop -c 'CREATE TABLE stock AS SELECT id, 100 AS left_over FROM generate_series(1, 50) AS id'

cat > "$work/bouncer.ini" <<INI
[databases]
shop = host=127.0.0.1 port=$pg dbname=shop
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $bouncer
unix_socket_dir =
auth_type = any
admin_users = app
pool_mode = transaction
default_pool_size = 6
query_wait_timeout = 3
idle_transaction_timeout = ${IDLE:-0}
stats_period = 15
logfile = $work/bouncer.log
pidfile = $work/bouncer.pid
INI
# Any name may come in; all of them are the user app of the server.
sed -i "s/dbname=shop/dbname=shop user=app/" "$work/bouncer.ini"
pgbouncer -q -d "$work/bouncer.ini"
sleep 1

python3 "$here/load.py" $bouncer &
load=$!
: > "$work/pools.txt"
if [ -n "${SHAPES:-}" ]; then
  (
    sleep 95
    for shape in '' -A -x -xA --csv -xt -At; do
      for what in POOLS CLIENTS SERVERS DATABASES LISTS; do
        psql -X -p $bouncer -d pgbouncer $shape -c "SHOW $what" > "$SHAPES/$what$shape.txt"
      done
    done
    printf 'SHOW POOLS \\watch 1\n' | timeout 3 psql -X -p $bouncer -d pgbouncer > "$SHAPES/POOLS-watch.txt" || true
  ) &
fi
while kill -0 $load 2>/dev/null; do
  { date -u '+-- %F %T UTC'; psql -X -p $bouncer -d pgbouncer -c 'SHOW POOLS' -c 'SHOW DATABASES'; } >> "$work/pools.txt"
  sleep 2
done
wait $load
sed "s#$work#/tmp/record#g" "$work/bouncer.log" > "$here/app.log"
cp "$work/pools.txt" "$here/pools.txt"
