#!/bin/sh
# Runs the SQL on standard input on a MariaDB server of the moment, which listens on a local socket only. The server
# refuses to run as root, so root runs it as the user that Debian's package makes.
set -eu
work=$(mktemp -d /tmp/gatehouse-maria.XXXXXX)
user=
if [ "$(id -u)" = 0 ]; then
  chown mysql "$work"
  user="setpriv --reuid=mysql --regid=mysql --clear-groups"
fi
server=
trap '[ -z "$server" ] || { kill "$server"; wait "$server" || :; } 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd /
$user mariadb-install-db --no-defaults --datadir="$work/data" --auth-root-authentication-method=normal \
  --skip-test-db --innodb-log-file-size=8M >"$work/install" 2>&1 || { cat "$work/install" >&2; exit 1; }
$user /usr/sbin/mariadbd --no-defaults --datadir="$work/data" --socket="$work/socket" --skip-networking --skip-log-bin \
  --innodb-log-file-size=8M --innodb-flush-log-at-trx-commit=0 --innodb-flush-method=nosync --sync-frm=0 --innodb-buffer-pool-size=32M --innodb-doublewrite=0 \
  --innodb-fast-shutdown=2 --character-set-server=utf8mb4 --pid-file="$work/pid" >"$work/log" 2>&1 &
server=$!
tries=0
until mariadb-admin --no-defaults --socket="$work/socket" -u root ping >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ "$tries" -lt 300 ] || { cat "$work/log" >&2; exit 1; }
  sleep 0.1
done
mariadb --no-defaults --socket="$work/socket" -u root --batch --skip-column-names --force
