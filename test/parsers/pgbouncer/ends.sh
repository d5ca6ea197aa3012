#!/bin/bash
# Records ends.log: how PgBouncer ends what takes too long. A client that says nothing for 2 s, a statement of 9 s, a transaction left open for 2 s, and
# two clients more than may come in. Needs PgBouncer, PostgreSQL and Python with psycopg 3; runs as any user but root, on loopback only, in a folder of
# its own that it removes again. No test needs it. Usage: bash ends.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bin=$(pg_config --bindir)
work=$(mktemp -d)
pg=54323 bouncer=64323
trap 'kill "$(cat "$work/bouncer.pid" 2>/dev/null)" 2>/dev/null || true; "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
export TZ=UTC PGTZ=UTC
"$bin/initdb" -D "$work/data" -U app --auth=trust -E UTF8 --locale=C >/dev/null
"$bin/pg_ctl" -D "$work/data" -w -l "$work/postgres.log" -o "-p $pg -h 127.0.0.1 -k $work" start >/dev/null
psql -X -q -h 127.0.0.1 -p $pg -U app -d postgres -c 'CREATE DATABASE shop'
cat > "$work/bouncer.ini" <<INI
[databases]
shop = host=127.0.0.1 port=$pg dbname=shop user=app
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $bouncer
unix_socket_dir =
auth_type = any
max_client_conn = 4
client_idle_timeout = 2
query_timeout = 4
pool_mode = transaction
idle_transaction_timeout = 2
logfile = $work/bouncer.log
pidfile = $work/bouncer.pid
INI
pgbouncer -q -d "$work/bouncer.ini"
sleep 1
python3 - $bouncer <<'PY'
import sys, time, psycopg
def client(): return psycopg.connect(host='127.0.0.1', port=sys.argv[1], user='app', dbname='shop', autocommit=True)
idle, slow, left = client(), client(), client()
left.execute('BEGIN')
left.execute('SELECT 1')
idle.execute('SELECT 1')
try: slow.execute('SELECT pg_sleep(9)')
except psycopg.Error: pass
time.sleep(4)
held = []
for _ in range(6):
    try: held.append(client())
    except psycopg.OperationalError: pass
PY
sleep 1
sed "s#$work#/tmp/record#g" "$work/bouncer.log" > "$here/ends.log"
