# Sourced by the record.sh of the samples: a PostgreSQL of their own on loopback, in a folder that is removed again. $work, $PGHOST, $PGPORT
# and $PGUSER are set for what follows. PostgreSQL's programs must be installed; they run as any user but root.
work=$(mktemp -d)
bin=$(pg_config --bindir)
export PGHOST=127.0.0.1 PGPORT=54321 PGUSER=app PGDATABASE=shop PGTZ=UTC TZ=UTC
ended() {
  "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap ended EXIT
"$bin/initdb" -D "$work/data" -U app --auth=trust -E UTF8 --locale=C >/dev/null
"$bin/pg_ctl" -D "$work/data" -w -l "$work/postgres.log" -o "-p $PGPORT -h 127.0.0.1 -k $work" start >/dev/null
psql -X -q -d postgres -c 'CREATE DATABASE shop'
psql -X -q -c 'CREATE TABLE stock AS SELECT id, 100 AS left_over FROM generate_series(1, 50) AS id'
