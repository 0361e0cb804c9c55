#!/bin/sh
# The whole road on a real repository: blocked, approved, passed, verified, tampered, refused.
# Run by `make demo`, and by the end-to-end tests; it fails as soon as a step does not end as it must.
#
#   GATEHOUSE   the program (found on the PATH if unset)
#   DEMO_DIR    where to build it all; a new temporary directory if unset, removed at the end
set -eu

gatehouse=${GATEHOUSE:-$(command -v gatehouse)}
if [ -n "${DEMO_DIR:-}" ]; then
  demo=$DEMO_DIR
  mkdir -p "$demo"
else
  demo=$(mktemp -d)
  trap 'rm -rf "$demo"' EXIT
fi
PATH=$(dirname "$gatehouse"):$PATH
GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_NOSYSTEM=1
export PATH GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE GATEHOUSE_KEY_FILE GATEHOUSE_TRUST_ROOT GITHUB_ACTIONS GITLAB_CI || true

say() { printf '\n\033[1m== %s\033[0m\n' "$1"; }
run() { printf '\033[36m$ %s\033[0m\n' "$*"; "$@"; }

# Runs a command that must end with a given exit code.
expect() {
  wanted=$1
  shift
  printf '\033[36m$ %s\033[0m\n' "$*"
  got=0
  "$@" || got=$?
  if [ "$got" != "$wanted" ]; then
    echo "demo: '$*' ended with $got and not with $wanted" >&2
    exit 1
  fi
  [ "$wanted" = 0 ] || echo "(exit $got)"
}

person() { # directory, name
  git -C "$demo/$1" config user.name "$2"
  git -C "$demo/$1" config user.email "$2@corp.example"
  git -C "$demo/$1" config user.signingKey "$demo/keys/$2"
  git -C "$demo/$1" config advice.detachedHead false
}

# Gives a person's answer on a terminal of its own: without a terminal there is no approval.
on_terminal() { # answer, command
  printf '\033[36m$ %s\033[0m\n' "$2"
  (sleep 2; printf '%s\n' "$1"; sleep 1) | script -qec "$2" /dev/null
}

say "A repository with a database, a migration and a firewall; ben writes, ana reviews, CI signs evidence"
mkdir -p "$demo/keys"
for name in ana ben ci; do ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$demo/keys/$name"; done
git init --quiet --bare --initial-branch=main "$demo/remote.git"
git clone --quiet "$demo/remote.git" "$demo/ben" 2>/dev/null
person ben ben
cd "$demo/ben"
mkdir -p infra/prod migrations network
cat >infra/prod/main.tf <<'TF'
resource "aws_db_instance" "orders" {
  identifier              = "orders"
  engine                  = "postgres"
  instance_class          = "db.m6g.large"
  storage_encrypted       = true
  backup_retention_period = 14

  lifecycle {
    prevent_destroy = true
  }
}
TF
cat >migrations/V1__users.sql <<'SQL'
CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, ssn text);
SQL
cat >network/rules.v4 <<'RULES'
*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
-A INPUT -s 10.0.0.0/8 -p tcp --dport 22 -j ACCEPT
-A INPUT -p tcp --dport 443 -j ACCEPT
COMMIT
RULES
mkdir -p .gatehouse
cat >.gatehouse/policy.yaml <<'YAML'
version: 1
extends: []                # builtin:recommended asks for two approvals and 45 s; a demo is in a hurry
protected: { trunk: main }
environments:
  production: { paths: ["infra/prod/**"], multiplier: 160 }
approvals:
  high:     { count: 1, challenge: confirm }
  critical: { count: 1, challenge: confirm, minimum_review: 1s }
rules:
  - id: schema-change
    when: { field: kind, op: matches, value: "^migration" }
    action: require_approval
    roles: [dba]
    reason: The schema belongs to the database team
YAML
run gatehouse trust init --repository git+https://git.corp.example/shop --principal ana \
  --email ana@corp.example --key "$demo/keys/ana.pub" --role dba
run gatehouse trust add --principal ben --email ben@corp.example --key "$demo/keys/ben.pub"
run gatehouse trust add --principal ci --kind machine --key "$demo/keys/ci.pub" --role evidence
git add . && git commit --quiet -m "Start the shop" && git push --quiet origin main 2>/dev/null
git remote set-head origin --auto >/dev/null 2>&1 || true
root=$(sha256sum .gatehouse/trust.yaml | cut -d ' ' -f 1)
run gatehouse install

say "ben destroys the database, drops a column and opens port 22 to the world"
git checkout --quiet -b cleanup
: >infra/prod/main.tf
echo "ALTER TABLE users DROP COLUMN ssn;" >migrations/V2__drop_ssn.sql
sed -i 's/-s 10.0.0.0\/8 -p tcp --dport 22/-p tcp --dport 22/' network/rules.v4
git add .
run git commit --quiet -m "Clean up"

say "BLOCKED: his push to main is stopped by the hook, with a reason"
expect 1 git push --quiet origin HEAD:main
say "... his branch is a proposal and goes through, with a note"
expect 0 git push --quiet origin HEAD:refs/heads/cleanup
change=$(gatehouse status | awk '/^change/ { print $2 }')

say "APPROVED: ana reviews in her clone and signs with her own SSH key"
git clone --quiet "$demo/remote.git" "$demo/ana"
person ana ana
cd "$demo/ana"
run gatehouse trust pin "sha256:$root"
on_terminal "infra/prod: aws_db_instance.orders" "gatehouse approve $change --role dba"
run git push --quiet origin gatehouse/approvals

say "REFUSED: an approval dies with a one-byte edit of what it covers"
cd "$demo/ben"
git fetch --quiet origin
before=$(git rev-parse origin/main)
approved=$(git rev-parse HEAD)
echo "ALTER TABLE users DROP COLUMN ssn ;" >migrations/V2__drop_ssn.sql
git commit --quiet --amend --all --message "Clean up, one byte more" 2>/dev/null
expect 1 git push --quiet origin HEAD:main

say "PASSED: what ana approved goes through"
run git reset --quiet --hard "$approved"
expect 0 git push --quiet origin HEAD:main
after=$(git rev-parse HEAD)

say "CI decides the same from the git objects, and signs the evidence"
git clone --quiet "$demo/remote.git" "$demo/runner"
cd "$demo/runner"
printf '{"ref":"refs/heads/main","before":"%s","after":"%s"}' "$before" "$after" >"$demo/event.json"
expect 0 env GITHUB_ACTIONS=true GITHUB_EVENT_NAME=push GITHUB_EVENT_PATH="$demo/event.json" GITHUB_REF=refs/heads/main GITHUB_SHA="$after" \
  GITHUB_ACTOR=ben GATEHOUSE_TRUST_ROOT="$root" GATEHOUSE_KEY_FILE="$demo/keys/ci" \
  gatehouse check --ci --evidence "$demo/change.intoto.jsonl"

say "VERIFIED: an auditor checks the bundle in another clone, offline"
git clone --quiet "$demo/remote.git" "$demo/auditor"
cd "$demo/auditor"
expect 0 gatehouse verify "$demo/change.intoto.jsonl" --repo . --target main --trust-root "sha256:$root"

say "TAMPERED: one byte of the bundle is altered"
sed '1s/"payload":"\(.\{40\}\)./"payload":"\1A/' "$demo/change.intoto.jsonl" >"$demo/tampered.intoto.jsonl"
cmp -s "$demo/change.intoto.jsonl" "$demo/tampered.intoto.jsonl" && { echo "demo: nothing was altered" >&2; exit 1; }
expect 4 gatehouse verify "$demo/tampered.intoto.jsonl" --repo . --target main --trust-root "sha256:$root"

say "The ledger of ben's clone"
cd "$demo/ben"
expect 0 gatehouse audit verify
printf '\ndemo: every step ended as it must\n'
