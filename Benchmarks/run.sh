#!/bin/sh
# Whole-process figures of the release binary, each beside git on the same repository in the same run.
#
#   run.sh <binary>      RUNS=100  how often each short pair runs; those of thousands run a tenth as often, and ten times at least
#                        ONLY=text only the scenarios whose name holds this text
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
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
highest=0

# Times ours against git in $repository; the target is milliseconds (`20 ms`) or a multiple of git's time (`3 x`).
compare() { # scenario, target, input, ours… ::: git…
  scenario=$1 target=$2 input=$3
  shift 3
  case $scenario in
    *"${ONLY:-}"*) ;;
    *) return ;;
  esac
  case $scenario in
    # Of fewer than ten pairs the median is the machine's mood.
    *000\ commits* | *000\ rules* | *000\ elements*) runs=$((${RUNS:-100} / 10 > 10 ? ${RUNS:-100} / 10 : 10)) ;;
    *) runs=${RUNS:-100} ;;
  esac
  learn_status "$@"
  # shellcheck disable=SC2046  # a line of figures
  set -- $("$timer" --runs "$runs" --directory "$repository" --input "$input" --expect "$status" "$@")
  case $target in
    *ms) limit="≤ $target" result=$(verdict "$1" "${target% ms}") ;;
    *x) limit="≤ ${target% x} × git" result=$(verdict "$3" "${target% x}") ;;
    -) limit=- result= ;;
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

measure_index() { # label, files, commits, multiple of git's time that is allowed
  repository=$scratch/$2
  make_repository "$repository" "$2" "$3"
  stage_ungoverned "$repository"
  beside_the_index "nothing governed staged, $1" "$4 x"
  stage_governed "$repository"
  beside_the_index "ten governed files staged, $1" "20 ms"
}

beside_the_index() { # scenario, target
  compare "hook pre-commit, $1" "$2" /dev/null "$binary" hook pre-commit ::: git diff --cached --raw
  compare "check, $1" "$2" /dev/null "$binary" check ::: git diff --cached --raw
}

# A push of a range, beside git's own walk over it and beside the difference of its ends: a proposal for the trunk reads the
# ends only, and the commits for their authors.
measure_push() { # label, branch
  # Git names a ref that the remote does not have yet by zeros.
  push_line "$repository" "refs/heads/$2" refs/heads/topic 0000000000000000000000000000000000000000 >"$scratch/line"
  beside_the_log "push of $1 to a branch" "$2"
  push_line "$repository" "refs/heads/$2" refs/heads/main "$(git -C "$repository" rev-parse main)" >"$scratch/line"
  beside_the_log "push of $1 to main" "$2"
}

beside_the_log() { # scenario, branch
  set -- "$1" "$2" "$binary" hook pre-push origin https://git.example/team/service.git
  compare "$1 : git log --raw" "1.5 x" "$scratch/line" "$3" "$4" "$5" "$6" "$7" ::: \
    git log --raw --no-renames --format=%H "main..$2"
  compare "$1 : git diff-tree" - "$scratch/line" "$3" "$4" "$5" "$6" "$7" ::: git diff-tree -r --no-renames main "$2"
}

# The order of a scan is its walk and its tree diffs, which a path that nothing matches leaves alone; a whole scan reads the
# contents of every changed file besides, since rules may stand in a file of any name. git log --raw reads no contents.
measure_scan() { # branch
  compare "scan, order of 3,000 commits : git log --raw" "1.2 x" /dev/null \
    "$binary" scan --max-commits 3000 --path nothing "$1" ::: git log --raw --no-renames --format=%H -3000 "$1"
  compare "scan, 3,000 commits : git log --raw" - /dev/null \
    "$binary" scan --max-commits 3000 "$1" ::: git log --raw --no-renames --format=%H -3000 "$1"
  compare "scan, 3,000 commits : git log --patch" - /dev/null \
    "$binary" scan --max-commits 3000 "$1" ::: git log --patch --no-renames --format=%H -3000 "$1"
}

# One edited filter alone: what comes before and after it are the same few milliseconds.
measure_firewall() { # label, format, rules, changed, milliseconds that are allowed
  repository=$scratch/$2-$3
  make_firewall "$repository" "$2" "$3" "$4"
  compare "check, $1" "$5 ms" /dev/null "$binary" check ::: git diff --cached --raw
}

sh "$benchmarks/release-figures.sh" "$binary"
measure_firewall "a filter of 50 rules, 2 changed" iptables 50 2 20
measure_firewall "a filter of 5,000 rules, 10 changed" iptables 5000 10 1000
row "memory, the most of the filters" "$highest MiB" - - "≤ 200 MiB" "$(verdict "$highest" 200)" - -
measure_firewall "a filter of 20,000 rules, 10 changed" iptables 20000 10 5000
measure_firewall "a set of 20,000 elements, 20 changed" nft 20000 20 1000
repository=$scratch/modules
make_modules "$repository"
compare "check, one edit among 1,000 Terraform files" "25 ms" /dev/null "$binary" check ::: git diff --cached --raw
highest=0
measure_index "50,000 files" 50000 1 2
measure_index "1,200 files" 1200 5000 3
measure_push "200 commits, nothing governed" plain-200
measure_push "200 commits, some governed" governed-200
measure_push "5,000 commits, nothing governed" plain
measure_push "5,000 commits, some governed" governed
row "memory, the most of all above" "$highest MiB" - - "≤ 40 MiB" "$(verdict "$highest" 40)" - -
highest=0
measure_scan governed
row "memory, the most of the scans" "$highest MiB" - - "≤ 200 MiB" "$(verdict "$highest" 200)" - -
