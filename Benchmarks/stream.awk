# The parts of git fast-import streams, and the files in them, for repository.awk and modules.awk.

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
