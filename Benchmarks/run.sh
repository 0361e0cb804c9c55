#!/bin/sh
# Whole-process figures of the release binary, each beside git on the same repository in the same run.
#
#   run.sh <binary>      RUNS=100  how often each pair runs
#                        LARGE=1   also a repository of 50,000 files
#
# Times are medians in milliseconds, the ratio is the median of neighbouring pairs, CPU is the processor time of ours with
# its children, memory the peak of its largest process. Compare ratios between machines, never times; an absolute target
# means an idle machine.
set -eu
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
benchmarks=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=SCRIPTDIR/targets.sh
. "$benchmarks/targets.sh"
# shellcheck source=SCRIPTDIR/scenarios.sh
. "$benchmarks/scenarios.sh"
timer=$(bench)
runs=${RUNS:-100}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
highest=0

# Times ours against git in $repository; the target is milliseconds (`20 ms`) or a multiple of git's time (`3 x`).
compare() { # scenario, target, input, ours… ::: git…
  scenario=$1 target=$2 input=$3
  shift 3
  learn_status "$@"
  # shellcheck disable=SC2046  # a line of figures
  set -- $("$timer" --runs "$runs" --directory "$repository" --input "$input" --expect "$status" "$@")
  case $target in
    *ms) limit="≤ $target" result=$(verdict "$1" "${target% ms}") ;;
    *x) limit="≤ ${target% x} × git" result=$(verdict "$3" "${target% x}") ;;
  esac
  highest=$(awk "BEGIN { print ($4 > $highest) ? $4 : $highest }")
  row "$scenario" "$1 ms" "$2 ms" "$3" "$limit" "$result" "$6 ms" "$4 MiB"
}

# Runs ours once to learn its exit status: blocking is a right answer, an error (2, 5, or a signal) is none.
learn_status() {
  ours=
  for word; do
    [ "$word" = ::: ] && break
    ours="$ours '$word'"
  done
  status=0
  (cd "$repository" && eval "$ours" <"$input" >"$scratch/output" 2>&1) || status=$?
  case $status in
    0 | 1 | 3) ;;
    *)
      cat "$scratch/output" >&2
      echo "run: $scenario ended with $status" >&2
      exit 1
      ;;
  esac
}

measure() { # label, files
  repository=$scratch/$2
  make_repository "$repository" "$2"
  stage_ungoverned "$repository"
  beside_the_index "nothing governed staged, $1" "3 x"
  stage_governed "$repository"
  beside_the_index "ten governed files staged, $1" "20 ms"
  # Git names a ref that the remote does not have yet by zeros.
  push_line "$repository" refs/heads/feature refs/heads/feature 0000000000000000000000000000000000000000 >"$scratch/line"
  beside_the_log "branch of 200 commits, $1"
  push_line "$repository" refs/heads/feature refs/heads/main "$(git -C "$repository" rev-parse main)" >"$scratch/line"
  beside_the_log "200 commits on main, $1"
}

beside_the_index() { # scenario, target
  compare "check, $1" "$2" /dev/null "$binary" check ::: git diff --cached --raw
  compare "hook pre-commit, $1" "$2" /dev/null "$binary" hook pre-commit ::: git diff --cached --raw
}

beside_the_log() { # scenario
  compare "hook pre-push, $1" "60 ms" "$scratch/line" \
    "$binary" hook pre-push origin https://git.example/team/service.git \
    ::: git log --raw --no-renames --format=%H main..feature
}

sh "$benchmarks/release-figures.sh" "$binary"
measure "1,000 files" 1000
[ -z "${LARGE:-}" ] || measure "50,000 files" 50000
row "memory, the most of all scenarios" "$highest MiB" - - "≤ 40 MiB" "$(verdict "$highest" 40)" - -
