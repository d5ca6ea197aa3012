#!/bin/bash
# Records app.log: samples of get_stats() of psycopg_pool 3.3, whose own logger is at its default, three connections that are never given back. Needs Python and
# PostgreSQL's programs. Usage: bash record.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../../postgres.sh"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q install 'psycopg[binary,pool]' 'psycopg_pool==3.3.*'
"$work/venv/bin/python" "$here/shop.py" > "$here/app.log" 2>&1
