#!/bin/sh
# Prints what the release binary weighs and how fast it starts, and fails when it is linked to what it should hold.
#
#   release-figures.sh <binary>
set -eu
binary=$1
benchmarks=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=SCRIPTDIR/targets.sh
. "$benchmarks/targets.sh"

# Nothing but libc, libm and the loader: no Swift runtime, no C++ runtime, no library whose version the host could change.
foreign=$(readelf -d "$binary" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -vE '^(libc|libm|ld-linux-[a-z0-9-]+)\.so' || true)
if [ -n "$foreign" ]; then
  echo "release: $binary needs $(echo "$foreign" | tr '\n' ' ')" >&2
  exit 1
fi
# A RUNPATH would load libraries that lie beside the binary.
if readelf -d "$binary" | grep -qE '\((RUNPATH|RPATH)\)'; then
  echo "release: $binary has a run path" >&2
  exit 1
fi

bytes=$(wc -c <"$binary")
# shellcheck disable=SC2046  # a line of figures
set -- $("$(bench)" --runs "${RUNS:-200}" "$binary" --version ::: git --version)
header
row "binary, stripped" "$(awk "BEGIN { printf \"%.2f MB\", $bytes / 1e6 }")" - - "≤ 25 MB" "$(verdict "$bytes" 25000000)" - -
row "start-up (--version)" "$1 ms" "$2 ms" "$3" "≤ 2 × git" "$(verdict "$3" 2)" "$6 ms" "$4 MiB"
