#!/bin/sh
# Whether the libgit2 that is installed is the one whose names offline.c replaces. The release link asks it first.
#
#   guard.sh [archive version]     the installed archive and version if left out; exit 1 and a reason when it is another
set -eu
offline=$(dirname "$0")/offline.c
expected=1.5.1

refuse() {
  echo "error: $1" >&2
  echo "hint: make release-plain links libgit2 as it is, with its network code: nothing is replaced then" >&2
  exit 1
}

command -v nm >/dev/null || refuse "nm is missing, so nobody can look into libgit2.a (make setup installs binutils)"
archive=${1:-$(pkg-config --variable=libdir libgit2 2>/dev/null || true)/libgit2.a}
version=${2:-$(pkg-config --modversion libgit2 2>/dev/null || echo none)}
[ "$version" = "$expected" ] || refuse "libgit2 is $version; the offline link replaces names of $expected"
[ -r "$archive" ] || refuse "there is no $archive (make setup installs libgit2-dev)"

replaced=$(sed -nE 's/^(int|void) (git_[a-z0-9_]+)(\(| =).*/\2/p' "$offline" | sort)
# The members of libgit2 that are left out: both HTTP transports and what is under them, and regular expressions. Two members
# are called mbedtls.c.o; the other one is SHA-256 and stays.
left_out='http.c.o|mbedtls.c.o|regexp.c.o|ssh.c.o'
# One line "symbol member" for each definition that a program could link.
defined=$(nm -A --defined-only "$archive" 2>/dev/null |
  sed -nE 's/^[^ ]*:([^: ]+):[0-9a-f]* *[ABCDRTVW] ([^ ]+)$/\2 \1/p' | sort)
[ -n "$defined" ] || refuse "$archive cannot be read by nm"

ours=$(echo "$defined" | grep -E "^($(echo "$replaced" | paste -s -d '|')) " || true)
for symbol in $replaced; do
  members=$(echo "$ours" | sed -n "s/^$symbol //p")
  case $members in
    '') refuse "$archive does not define $symbol" ;;
    *"
"*) refuse "$archive defines $symbol more than once" ;;
  esac
  echo "$members" | grep -qxE "$left_out" || refuse "$archive defines $symbol in $members, which is no network code"
done
# What such a member defines besides would still pull it in.
others=$(echo "$defined" | grep -E " ($left_out)\$" | grep -v '^git_hash_sha256_' | cut -d ' ' -f 1 | sort -u)
[ "$others" = "$replaced" ] ||
  refuse "the network code of $archive defines other names than offline.c replaces: $(printf '%s\n%s\n' "$others" "$replaced" | sort | uniq -u | tr '\n' ' ')"
