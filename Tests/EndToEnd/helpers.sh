# Shell functions for the end-to-end scripts; loaded before every command line. $WORK is the script's directory.
# shellcheck shell=sh

# keys NAME...            an Ed25519 key pair for each name: $WORK/keys/NAME and NAME.pub
keys() {
  mkdir -p "$WORK/keys"
  for name; do ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$WORK/keys/$name"; done
}

# person NAME             this repository is used by NAME: identity, e-mail and signing key
person() {
  git config user.name "$1"
  git config user.email "$1@corp.example"
  git config user.signingKey "$WORK/keys/$1"
  git config advice.detachedHead false
}

# clone NAME [OPTION...]  a clone of the remote for NAME at $WORK/NAME
clone() {
  name=$1
  shift
  git clone --quiet "$@" "file://$WORK/remote.git" "$WORK/$name" && cd "$WORK/$name" && person "$name"
}

# commit MESSAGE          everything in the work tree, by whoever the clone belongs to
commit() { git add --all && git commit --quiet --no-verify --allow-empty --message "$1"; }

# policy [LINE...]        the policy of the scripts: one confirmed approval for what is high or critical
policy() {
  mkdir -p .gatehouse
  {
    echo 'version: 1'
    echo 'extends: []'
    echo 'protected: { trunk: main, refs: ["release/*"] }'
    echo 'approvals:'
    echo '  high:     { count: 1, challenge: confirm }'
    echo '  critical: { count: 1, challenge: confirm }'
    for line; do echo "$line"; done
  } >.gatehouse/policy.yaml
}

# reject_world            main gets a policy that rejects ssh from everywhere, which no approval can help
reject_world() {
  policy 'rules:' '  - id: no-world' '    when: { field: kind, op: "==", value: network.ingress.admin-world }' \
    '    action: reject' '    reason: Nobody opens ssh to the world'
  commit "Reject" && git push --quiet --no-verify origin HEAD:main
}

# rules SOURCE...         prints an iptables-save file with ssh open from each SOURCE, "any" for everywhere
rules() {
  printf '*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n'
  printf -- '-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\n'
  for source; do
    [ "$source" = any ] && source=0.0.0.0/0
    printf -- '-A INPUT -s %s -p tcp --dport 22 -j ACCEPT\n' "$source"
  done
  printf 'COMMIT\n'
}

# firewall SOURCE...      network/rules.v4 with ssh open from each SOURCE, "any" for everywhere
firewall() { mkdir -p network && rules "$@" >network/rules.v4; }

# trust                   a trust root: ana and ben may approve, ana owns it, ci signs evidence
trust() {
  gatehouse trust init --repository git+https://git.corp.example/shop --principal ana --email ana@corp.example \
    --key "$WORK/keys/ana.pub" --role dba &&
    gatehouse trust add --principal ben --email ben@corp.example --key "$WORK/keys/ben.pub" &&
    gatehouse trust add --principal cy --email cy@corp.example --key "$WORK/keys/cy.pub" &&
    gatehouse trust add --principal ci --kind machine --key "$WORK/keys/ci.pub" --role evidence
}

# governed                the usual start: a remote whose main has a policy, a trust root and a firewall; clones of ben,
#                         who writes, and ana, who reviews, both with the trust root pinned; the hooks in ben's
governed() {
  keys ana ben cy ci
  git init --quiet --bare --initial-branch=main "$WORK/remote.git"
  clone ben 2>/dev/null && git checkout --quiet -B main
  policy && firewall 10.0.0.0/8 && trust 2>/dev/null
  commit "Start" && git push --quiet origin main && git remote set-head origin main
  sha256sum .gatehouse/trust.yaml | cut -d ' ' -f 1 >"$WORK/root"
  gatehouse install 2>/dev/null
  clone ana && gatehouse trust pin "$(cat "$WORK/root")" 2>/dev/null
}

# state PATH...           kind, mode, link and content of everything at the paths, to compare before and after
state() {
  find "$@" 2>/dev/null | sort | while read -r path; do
    stat -c '%N %F %a' "$path"
    if [ -f "$path" ] && [ ! -L "$path" ]; then sha256sum <"$path"; fi
  done
}

# run_hooks FOLDER HOOK...  in that folder, hooks that run ours and nothing else; what was installed here is taken away
run_hooks() {
  folder=$1
  shift
  gatehouse uninstall 2>/dev/null || true
  for hook; do
    printf '#!/bin/sh\nexec gatehouse hook %s -- "$@"\n' "$hook" >"$folder/$hook" && chmod +x "$folder/$hook"
  done
}

# serve HOOK...           the remote runs these hooks of ours itself, with the trust root pinned; ben's clone runs none
serve() {
  run_hooks "$WORK/remote.git/hooks" "$@" && (cd "$WORK/remote.git" && gatehouse trust pin "$(cat "$WORK/root")" 2>/dev/null) &&
    (cd "$WORK/ben" && gatehouse uninstall 2>/dev/null)
}

# attested [FOLDER]       every local hook of ours that has to do with receipts, in that clone
attested() { run_hooks "${1:-.}/.git/hooks" pre-commit pre-merge-commit commit-msg post-commit post-merge post-rewrite; }

# receipt [REVISION]      the receipt of a commit
receipt() { git notes --ref=gatehouse show "${1:-HEAD}"; }

# change                  the id of the change that HEAD proposes
change() { gatehouse status | awk '/^change/ { print $2 }'; }

# open_ssh                a commit that opens ssh to the world
open_ssh() { firewall any && commit "Open ssh"; }

# proposed               ben's commit that opens ssh, on the remote's branch topic; its change id in $WORK/id
proposed() {
  cd "$WORK/ben" && git checkout --quiet -B topic origin/main && open_ssh && git push --quiet --force --no-verify origin topic &&
    change >"$WORK/id" && cd "$WORK/ana" && git fetch --quiet
}

# approve NAME [OPTION...]   NAME approves that change in ana's clone, with the right answer
approve() {
  name=$1
  shift
  cd "$WORK/ana" && answer "network/rules.v4: input" gatehouse approve "$(cat "$WORK/id")" --key "$WORK/keys/$name" "$@"
}

# both OPTION...          gatehouse check by either reader of objects: the report and exit code, which must be the same (else 99)
both() {
  gatehouse check --format json "$@" >"$WORK/read-by-choice"
  code=$?
  gatehouse check --format json --object-reader git "$@" >"$WORK/read-by-git" 2>/dev/null
  [ $? = $code ] && cmp "$WORK/read-by-choice" "$WORK/read-by-git" >&2 || return 99
  cat "$WORK/read-by-choice"
  return $code
}

# hinted                  runs the command that the last hint in $WORK/stderr names, in this repository
hinted() { command=$(sed -n 's/^hint: .*: \(git .*\)/\1/p' "$WORK/stderr") && [ -n "$command" ] && eval "$command" 2>/dev/null; }

# copy NAME               a clone of the remote with objects of its own at $WORK/NAME, on branch topic
copy() {
  cd "$WORK" && rm -rf "$1" && git clone --quiet --no-local "$WORK/remote.git" "$1" && cd "$1" && person ben &&
    git checkout --quiet topic
}

# loose                   every object of this repository in a file of its own
loose() { mv .git/objects/pack/*.pack "$WORK/pack" && rm -f .git/objects/pack/* && git unpack-objects -q <"$WORK/pack"; }

# object ID               the file of a loose object, writable
object() {
  object=.git/objects/$(git rev-parse "$1" | sed 's|^..|&/|')
  chmod u+w "$object" && echo "$object"
}

# judged                  what main would receive from topic, judged in ana's clone
judged() { cd "$WORK/ana" && gatehouse check --target main --head origin/topic "$@"; }

# answer TEXT COMMAND...  runs a command on a terminal of its own and types TEXT
answer() {
  text=$1
  shift
  printf '%s\n' "$text" | script --quiet --return --command "$*" /dev/null
}

# github_job EVENT REF COMMIT [OPTION...]   gatehouse check --ci as in a job of GitHub Actions; the event file is $WORK/event.json
github_job() {
  event=$1
  ref=$2
  commit=$3
  shift 3
  GITHUB_ACTIONS=true GITHUB_EVENT_NAME="$event" GITHUB_EVENT_PATH="$WORK/event.json" GITHUB_REF="$ref" GITHUB_SHA="$commit" \
    GITHUB_ACTOR=ben GATEHOUSE_TRUST_ROOT="$(cat "$WORK/root")" gatehouse check --ci "$@"
}

# github_push REF BEFORE AFTER [OPTION...]   the same for a push
github_push() {
  printf '{"ref":"%s","before":"%s","after":"%s","repository":{"default_branch":"main"}}' "$1" "$2" "$3" >"$WORK/event.json"
  ref=$1
  after=$3
  shift 3
  github_job push "$ref" "$after" "$@"
}

# github_queue BASE HEAD [OPTION...]   the same for the group of a merge queue of main
github_queue() {
  queue=refs/heads/gh-readonly-queue/main/pr-1
  printf '{"merge_group":{"base_ref":"refs/heads/main","base_sha":"%s","head_ref":"%s","head_sha":"%s"},%s}' "$1" "$queue" "$2" \
    '"repository":{"default_branch":"main"}' >"$WORK/event.json"
  head=$2
  shift 2
  github_job merge_group "$queue" "$head" "$@"
}

# expire_key NAME         writes an end in the past to the key of NAME in the trust root of the work tree
expire_key() {
  key=$(cut -d ' ' -f 2 "$WORK/keys/$1.pub")
  sed -i "\\|$key|{n;s|scheme: ssh|&\\n        valid_until: 2020-01-01T00:00:00Z|}" .gatehouse/trust.yaml
}

# bundle                  the signed evidence of a change that ana approved and ben pushed: $WORK/bundle, in clone auditor
bundle() {
  proposed && approve ana >/dev/null && cd "$WORK/ana" && git push --quiet origin gatehouse/approvals && cd "$WORK/ben" &&
    git fetch --quiet && before=$(git rev-parse origin/main) && git push --quiet origin topic:main &&
    clone runner && GATEHOUSE_KEY_FILE=$WORK/keys/ci github_push refs/heads/main "$before" "$(git rev-parse HEAD)" \
      --evidence "$WORK/bundle" >/dev/null && clone auditor
}

# verify BUNDLE [OPTION...]  as an auditor does
verify() {
  file=$1
  shift
  cd "$WORK/auditor" && gatehouse verify "$file" --target main --trust-root "$(cat "$WORK/root")" "$@"
}

# flip LINE MEMBER        $WORK/tampered: the bundle with one character of that member of that line altered
flip() {
  sed "$1s/\"$2\":\"\(.\{40\}\)A/\"$2\":\"\1B/;t
$1s/\"$2\":\"\(.\{40\}\)./\"$2\":\"\1A/" "$WORK/bundle" >"$WORK/tampered" && ! cmp -s "$WORK/bundle" "$WORK/tampered"
}

# planted TEXT FILE...    whether the text stands in one of the files, plainly or in base64 of a payload
planted() {
  text=$1
  shift
  for file; do
    if grep -q -a -e "$text" "$file"; then echo "$file"; fi
    jq -r '.payload // empty' "$file" 2>/dev/null | while read -r payload; do
      if printf '%s' "$payload" | base64 -d | grep -q -a -e "$text"; then echo "$file"; fi
    done
  done
}

# --- Hiding a change (the scripts evade-*.txt)

# nftables SOURCE         prints an nftables file with ssh open from SOURCE
nftables() {
  printf 'table inet filter {\n  chain input {\n    type filter hook input priority 0; policy drop;\n'
  printf '    ct state established,related accept\n    ip saddr %s tcp dport 22 accept\n  }\n}\n' "$1"
}

# group SOURCES           prints a security group with ssh open from SOURCES, an expression such as ["10.0.0.0/8"]
group() {
  printf 'resource "aws_security_group" "web" {\n  name = "web"\n  ingress {\n    from_port   = 22\n'
  printf '    to_port     = 22\n    protocol    = "tcp"\n    cidr_blocks = %s\n  }\n}\n' "$1"
}

# database [LINE...]      prints a database with these lines in its block
database() {
  printf 'resource "aws_db_instance" "orders" {\n  identifier     = "orders"\n  engine         = "postgres"\n'
  printf '  instance_class = "db.m5.large"\n'
  for line; do printf '  %s\n' "$line"; done
  printf '}\n'
}

# drop_users FILE...      writes each FILE: the table of the users is dropped
drop_users() {
  for file; do mkdir -p -- "$(dirname -- "$file")" && echo 'DROP TABLE users;' >"$file" || return 1; done
}

# estate                  governed, and main holds what is worth an attack: a security group, a database, an nftables file
#                         and a first migration
estate() {
  governed && cd "$WORK/ben" && mkdir -p infra migrations && group '["10.0.0.0/8"]' >infra/network.tf &&
    database >infra/database.tf && nftables 10.0.0.0/8 >network/edge.nft &&
    echo 'CREATE TABLE users (id bigint PRIMARY KEY, ssn text);' >migrations/V1__users.sql && commit "Estate" && landed
}

# landed                  main holds HEAD now, whatever a gate may say of it
landed() { git push --quiet --no-verify origin HEAD:main && git fetch --quiet origin; }

# fresh                   ben's clone at main again, on the branch trick
fresh() {
  cd "$WORK/ben" && git reset --quiet --hard && git clean -q -f -f -d -x && git checkout --quiet -B trick origin/main
}

# read_by READER [OPTION...]   what main would receive from HEAD, read by one of the two readers of objects: the exit code
#                         in $code, the report in $WORK/report
read_by() {
  reader=$1
  shift
  code=0
  gatehouse check --target main --format json --object-reader "$reader" "$@" >"$WORK/report" 2>"$WORK/errors" || code=$?
}

# not_so WORDS            fails with what the last reader said
not_so() {
  echo "$1, by reader $reader" >&2
  grep -e '"verdict"' -e '"kind"' "$WORK/report" >&2
  cat "$WORK/errors" >&2
  return 1
}

# named KIND              the last report has a finding of KIND, an extended regular expression
named() { grep -q -E "\"kind\": \"($1)\"" "$WORK/report" || not_so "no finding $1"; }

# passed [OPTION...]      nothing holds the change back
passed() {
  for reader in auto git; do
    read_by "$reader" "$@"
    [ "$code" -eq 0 ] || not_so "held back with exit code $code" || return 1
  done
}

# caught KIND [OPTION...]   it is held back, by either reader, with a finding of KIND
caught() {
  kind=$1
  shift
  for reader in auto git; do
    read_by "$reader" "$@"
    case $code in 1 | 3) named "$kind" ;; *) not_so "exit code $code" ;; esac || return 1
  done
}

# unread [OPTION...]      it is refused as incomplete
unread() {
  for reader in auto git; do
    read_by "$reader" "$@"
    [ "$code" -eq 5 ] || not_so "exit code $code" || return 1
  done
}

# stopped KIND [OPTION...]  either of the two
stopped() {
  kind=$1
  shift
  for reader in auto git; do
    read_by "$reader" "$@"
    case $code in 5) ;; 1 | 3) named "$kind" ;; *) not_so "exit code $code" ;; esac || return 1
  done
}

# pin PATH REVISION       a commit in which PATH is the submodule at REVISION of $WORK/library: git's own commit would
#                         look at what the settings say of submodules
pin() {
  git update-index --add --cacheinfo "160000,$(git -C "$WORK/library" rev-parse "$2"),$1" &&
    git reset --quiet --soft "$(git commit-tree -p HEAD -m "Pin" "$(git write-tree)")"
}

# own_view                forgets every replacement
own_view() { git for-each-ref --format='delete %(refname)' refs/replace | git update-ref --stdin; }

# raw_tree [MODE NAME OID]...   a tree object of exactly these entries in this order; prints its id
raw_tree() {
  perl -e 'while (@ARGV) { my ($mode, $name, $oid) = splice @ARGV, 0, 3; print "$mode $name\0", pack("H*", $oid) }' -- "$@" |
    git hash-object -t tree -w --literally --stdin
}

# with_network TREE       a commit on HEAD whose folder network is TREE; prints its id
with_network() {
  tree=$({ git ls-tree HEAD | grep -v '	network$' && printf '040000 tree %s\tnetwork\n' "$1"; } | git mktree) &&
    git commit-tree -p HEAD -m "Hand-made" "$tree"
}
