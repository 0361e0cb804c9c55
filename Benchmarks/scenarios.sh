# shellcheck shell=sh
# The repositories that run.sh measures on, made with git fast-import: the same bytes in every run. Sourced by run.sh,
# which sets $benchmarks.
: "${benchmarks:?}"

# An environment in which nobody's configuration counts, for git and for us.
export HOME=/nonexistent GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE GITHUB_ACTIONS GITLAB_CI 2>/dev/null || true

# Makes a repository whose trunk holds that many files, 40 to a folder, among them a Terraform module of ten files,
# migrations, a packet filter and a workflow; and on top of it the branches `plain` and `governed` of that many commits.
make_repository() { # directory, files, commits
  git init --quiet --initial-branch=main "$1"
  awk -v files="$2" -v commits="$3" -f "$benchmarks/stream.awk" \
    -f "$benchmarks/repository.awk" | git -C "$1" fast-import --quiet
  git -C "$1" update-ref refs/remotes/origin/main refs/heads/main
  git -C "$1" symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main
  git -C "$1" config remote.origin.url https://git.example/team/service.git
  git -C "$1" config user.name Bench
  git -C "$1" config user.email bench@corp.example
  git -C "$1" read-tree HEAD
  # As a clone lies on the disk: one pack, whose objects are stored as differences.
  git -C "$1" -c pack.threads=1 repack --quiet -a -d
}

# Stages a file's new text, given on standard input. The index is enough: neither git nor we look at the work tree.
stage() { # directory, path
  blob=$(git -C "$1" hash-object -w --stdin)
  git -C "$1" update-index --add --cacheinfo "100644,$blob,$2"
}

# One edit that no classifier governs.
stage_ungoverned() { # directory
  echo 'print("edited")' | stage "$1" src/part1/file1.py
}

# Ten governed files: four of the Terraform module with one rule opened in each, three migrations, a packet filter, a
# workflow, the code owners.
stage_governed() { # directory
  for number in 1 2 3 4; do
    git -C "$1" show "HEAD:infra/part$number.tf" | sed '0,/10\.0\.0\.0\/8/s//0.0.0.0\/0/' | stage "$1" "infra/part$number.tf"
  done
  echo 'ALTER TABLE users DROP COLUMN ssn;' | stage "$1" migrations/V101__drop_ssn.sql
  echo 'CREATE INDEX users_name ON users (name);' | stage "$1" migrations/V102__index_name.sql
  echo 'CREATE TABLE events (id bigint PRIMARY KEY, at timestamptz NOT NULL);' | stage "$1" migrations/V103__events.sql
  git -C "$1" show HEAD:network/rules.v4 | sed 's/-s 10\.0\.0\.0\/8 //' | stage "$1" network/rules.v4
  git -C "$1" show HEAD:.github/workflows/ci.yml | sed 's/contents: read/contents: write/' |
    stage "$1" .github/workflows/ci.yml
  echo '* @corp/everybody' | stage "$1" CODEOWNERS
}

# Makes a repository of 1,000 Terraform files, a hundred modules of ten, and stages one of them with a rule opened.
make_modules() { # directory
  git init --quiet --initial-branch=main "$1"
  awk -v modules=100 -f "$benchmarks/stream.awk" -f "$benchmarks/modules.awk" | git -C "$1" fast-import --quiet
  git -C "$1" update-ref refs/remotes/origin/main refs/heads/main
  git -C "$1" symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main
  git -C "$1" read-tree HEAD
  edited=infra/service050/part5.tf
  git -C "$1" show "HEAD:$edited" | sed '0,/10\.0\.0\.0\/8/s//0.0.0.0\/0/' | stage "$1" "$edited"
}

# Makes a repository with one packet filter of that many rules (format `iptables`) or set elements (format `nft`), and
# stages it with some of them changed.
make_firewall() { # directory, format, rules, changed
  git init --quiet --initial-branch=main "$1"
  name=rules.v4
  [ "$2" = nft ] && name=rules.nft
  awk -v format="$2" -v rules="$3" -v edited=0 -f "$benchmarks/firewall.awk" | stage "$1" "$name"
  git -C "$1" -c user.name=Bench -c user.email=bench@corp.example commit --quiet --message "The filter"
  git -C "$1" update-ref refs/remotes/origin/main HEAD
  git -C "$1" symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main
  awk -v format="$2" -v rules="$3" -v edited="$4" -f "$benchmarks/firewall.awk" | stage "$1" "$name"
}

# The line that git gives a pre-push hook on its standard input.
push_line() { # directory, local ref, remote ref, remote id
  printf '%s %s %s %s\n' "$2" "$(git -C "$1" rev-parse "$2")" "$3" "$4"
}
