#!/bin/bash
# Records app.log: HikariCP 7.0.2 with PostgreSQL, three connections that are never closed and some that are only slow. Needs a JDK, Maven
# and PostgreSQL's programs. Usage: bash record.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../../postgres.sh"
cp "$here/pom.xml" "$here/logback.xml" "$work/"
mvn -q -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/lib"
javac -d "$work/classes" -cp "$work/lib/*" "$here/Shop.java"
java -cp "$work/classes:$work:$work/lib/*" shop.Shop > "$here/app.log"
