# The argument is computed when it is absent: nothing happens.
# plan: no-op aws_security_group.kept_rule
resource "aws_security_group" "kept_rule" {
  name = "kept_rule"
}
