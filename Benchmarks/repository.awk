# Prints a git fast-import stream: one commit of `files` files on main, and branches of `commits` small commits on top of it:
# `plain`, which touches nothing that is governed, and `governed`, a fortieth of whose commits edit Terraform and a fiftieth
# add a migration. Both also have a ref at their 200th commit. Fixed names, texts and dates: every run gives the same ids.

function data(text) { printf "data %d\n%s\n", length(text), text }

function file(path, text) {
  printf "M 100644 inline %s\n", path
  data(text)
}

function commit(ref, number, message) {
  printf "commit %s\nmark :%d\n", ref, number
  printf "committer Bench <bench@corp.example> %d +0000\n", 1767225600 + number
  data(message)
}

# A module file of the usual size: a network, a rule set, a database and what hangs on them.
function terraform(number,   text, i) {
  text = ""
  for (i = 1; i <= 4; i++) {
    text = text sprintf("resource \"aws_security_group\" \"app_%d_%d\" {\n  name = \"app-%d-%d\"\n\n" \
      "  ingress {\n    from_port   = 443\n    to_port     = 443\n    protocol    = \"tcp\"\n" \
      "    cidr_blocks = [\"10.0.0.0/8\"]\n  }\n}\n\n", number, i, number, i)
    text = text sprintf("resource \"aws_db_instance\" \"db_%d_%d\" {\n  identifier              = \"db-%d-%d\"\n" \
      "  engine                  = \"postgres\"\n  instance_class          = var.instance_class\n" \
      "  storage_encrypted       = true\n  backup_retention_period = 14\n  deletion_protection     = true\n\n" \
      "  lifecycle {\n    prevent_destroy = true\n  }\n}\n\n", number, i, number, i)
  }
  return text
}

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
