# shellcheck shell=sh
# The timer and the table, shared by release-figures.sh and run.sh; the caller sets $benchmarks.
: "${benchmarks:?}"

# Builds the timer and prints its path.
bench() {
  swift build --quiet --package-path "$benchmarks" -c release >&2
  echo "$benchmarks/.build/release/bench"
}

header() { row scenario ours git ratio target "" CPU "peak RSS"; }

row() { # scenario, ours, git, ratio, target, verdict, CPU, memory
  # Padded by awk: printf of the shell counts bytes, and ≤ has three.
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$@" | LC_ALL=C.UTF-8 awk -F '\t' '{
    line = ""
    split("66 10 9 6 9 4 9 9", width, " ")
    for (i = 1; i <= NF; i++) {
      wide = $i
      gsub(/[≤×]/, "x", wide)
      pad = ""
      for (n = length(wide); n < width[i]; n++) pad = pad " "
      line = line (i == 1 || i == 5 || i == 6 ? $i pad : pad $i) "  "
    }
    sub(/ +$/, "", line)
    print line
  }'
}

# "ok" when a figure keeps to its target, else "over"; run.sh counts the latter.
verdict() { awk "BEGIN { print ($1 <= $2) ? \"ok\" : \"over\" }"; }
