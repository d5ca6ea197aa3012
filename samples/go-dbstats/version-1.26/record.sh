#!/bin/bash
# Records app.log: database/sql of Go 1.26 over pgx 5 with samples of DB.Stats() and, at the end, a dump of all goroutines. As
# "record.sh pgxpool" it records ../pgxpool/app.log, pgx's own pool. Needs Go and PostgreSQL's programs. Usage: bash record.sh [pgxpool]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../../postgres.sh"
mkdir "$work/shop"
cp "$here/main.go" "$here/go.mod" "$work/shop/"
cd "$work/shop"
go mod tidy
go build -o shop .
if [ "${1:-}" = pgxpool ]; then
  ./shop pgxpool "postgres://app@$PGHOST:$PGPORT/shop" > "$here/../pgxpool/app.log"
else
  GODEBUG=tracebackancestors=10 ./shop sql "postgres://app@$PGHOST:$PGPORT/shop" > "$work/app.log" 2>&1 &
  shop=$!
  sleep 105
  kill -QUIT $shop
  wait $shop || true
  sed "s#$work/shop#/build/shop#g" "$work/app.log" > "$here/app.log"
fi
