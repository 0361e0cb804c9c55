# Prints a git fast-import stream: one commit of `files` files on main, and branches of `commits` small commits on top of it:
# `plain`, which touches nothing that is governed, and `governed`, a fortieth of whose commits edit Terraform and a fiftieth
# add a migration. Both also have a ref at their 200th commit. Fixed names, texts and dates: every run gives the same ids.

function sourcePath(number) { return sprintf("src/part%d/file%d.py", int((number - 1) / 40) + 1, number) }

function source(number,   text, i) {
  text = ""
  for (i = 1; i <= 40; i++) text = text sprintf("def step_%d_%d(value):\n    return value + %d\n\n", number, i, i)
  return text
}

BEGIN {
  commit("refs/heads/main", 1, "The service")
  governed = 0
  for (i = 1; i <= 10; i++) { file("infra/part" i ".tf", terraform(i)); governed++ }
  file("infra/variables.tf", "variable \"instance_class\" {\n  default = \"db.t3.medium\"\n}\n")
  for (i = 1; i <= 100; i++) {
    file("migrations/V" i "__step.sql", \
      i == 1 ? "CREATE TABLE users (id bigint PRIMARY KEY, name text, ssn text);\n" \
        : sprintf("CREATE TABLE part_%d (id bigint PRIMARY KEY, name text NOT NULL);\n", i))
    governed++
  }
  rules = "*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n"
  for (i = 1; i <= 50; i++) rules = rules sprintf("-A INPUT -s 10.0.0.0/8 -p tcp --dport %d -j ACCEPT\n", 8000 + i)
  file("network/rules.v4", rules "COMMIT\n")
  file(".github/workflows/ci.yml", \
    "on: push\npermissions:\n  contents: read\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make test\n")
  file("CODEOWNERS", "* @corp/owners\n")
  file(".gatehouse/policy.yaml", \
    "version: 1\nextends: [builtin:recommended]\nenforcement: enforce\nprotected:\n  trunk: main\n  refs: [\"release/*\"]\n")
  for (i = 1; i <= files - governed - 5; i++) file(sourcePath(i), source(i))

  sources = files - governed - 5
  branch("plain", 0, 1)
  branch("governed", 1, commits + 1)
  print "done"
}

# One branch of small commits; marks count on from `mark`.
function branch(name, isGoverned, mark,   i, part) {
  for (i = 1; i <= commits; i++) {
    commit("refs/heads/" name, mark + i, "Step " i)
    printf "from :%d\n", i == 1 ? 1 : mark + i - 1
    file(sourcePath((i - 1) % sources + 1), source(i + 1000))
    part = int(i / 40) % 10 + 1
    if (isGoverned && i % 40 == 0) file("infra/part" part ".tf", terraform(part) "# step " i "\n")
    if (isGoverned && i % 50 == 0)
      file("migrations/V" 200 + i "__step.sql", sprintf("CREATE TABLE late_%d (id bigint PRIMARY KEY);\n", i))
    if (i == 200) printf "reset refs/heads/%s-200\nfrom :%d\n\n", name, mark + i
  }
}
