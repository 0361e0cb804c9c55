resource "aws_iam_policy" "all" {
  for_each = fileset(path.module, "policies/*.json")
  name     = each.key
  policy   = file("${path.module}/${each.value}")
}
