#!/bin/sh
# Runs the SQL on standard input on a PostgreSQL cluster of the moment, whose programs lie in the directory $1. The
# server refuses to run as root, so root runs it as the user that Debian's package makes.
set -eu
programs=$1
work=$(mktemp -d /tmp/gatehouse-pg.XXXXXX)
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
  chown postgres "$work"
  as() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
fi
trap 'as "$programs/pg_ctl" -D "$work/data" -m immediate -w stop >/dev/null 2>&1 || :; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd /
export LC_ALL=C.UTF-8
as "$programs/initdb" -D "$work/data" -A trust -U postgres -E UTF8 -N --no-instructions >&2
# How a foreign key is looked up is the planner's choice of the day: without these joins it always probes the parent.
as "$programs/pg_ctl" -D "$work/data" -l "$work/log" -w -s -o "-c listen_addresses= -c unix_socket_directories=$work \
  -c fsync=off -c autovacuum=off -c max_connections=10 -c timezone=America/New_York -c allow_in_place_tablespaces=on \
  -c enable_hashjoin=off -c enable_mergejoin=off" start >&2
as "$programs/psql" -X -q -A -t -h "$work" -U postgres -d postgres
