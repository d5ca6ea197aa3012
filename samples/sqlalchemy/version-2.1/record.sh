#!/bin/bash
# Records app.log: the pool's lines of SQLAlchemy 2.1 with psycopg, three sessions that are never closed. Needs Python and PostgreSQL's
# programs. Usage: bash record.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../../postgres.sh"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q install 'sqlalchemy==2.1.*' 'psycopg[binary]'
"$work/venv/bin/python" "$here/shop.py" > "$here/app.log" 2>&1
