#!/bin/sh
# The gate for a CI that is neither GitHub nor GitLab. Run it in a clone with the whole history, with
#   TARGET_BRANCH                 the branch that the change is for, such as main
#   GATEHOUSE_BINARY              path of gatehouse, outside the clone
#   GATEHOUSE_BINARY_SHA256       what sha256sum says of it
#   GATEHOUSE_TRUST_ROOT          the digest that `gatehouse trust show` prints
# and optionally HEAD_COMMIT (HEAD if unset), APPROVALS_BRANCH (gatehouse/approvals if unset) and PLANS: Terraform plans as
# `terraform show -json` prints them, one a line; with the root module where that is not clear, as infra/prod=plan.json.
# Exits with the code of `gatehouse check`; leaves gatehouse-report.json and change.intoto.jsonl.
set -eu

approvals=${APPROVALS_BRANCH:-gatehouse/approvals}
export GIT_TERMINAL_PROMPT=0

if ! printf '%s  %s\n' "$GATEHOUSE_BINARY_SHA256" "$GATEHOUSE_BINARY" | sha256sum --check --status --strict; then
  echo "gatehouse: the program is not the one that GATEHOUSE_BINARY_SHA256 names" >&2
  exit 4
fi

git fetch --quiet --no-tags origin "+refs/heads/$TARGET_BRANCH:refs/remotes/origin/$TARGET_BRANCH"
# Where the approvals are missing, fewer count, never more.
git fetch --quiet --no-tags origin "+refs/heads/$approvals:refs/remotes/origin/$approvals" ||
  echo "gatehouse: there is no branch $approvals at origin: nothing is approved yet"

set --
# A plan that is named and not there is an error of the job, not a change without a plan.
while IFS= read -r plan; do
  if [ -n "$plan" ]; then set -- "$@" --plan "$plan"; fi
done <<EOF
${PLANS:-}
EOF

exec "$GATEHOUSE_BINARY" check --target "$TARGET_BRANCH" --head "${HEAD_COMMIT:-HEAD}" \
  --output json=gatehouse-report.json --evidence change.intoto.jsonl "$@"
