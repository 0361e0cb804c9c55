resource "aws_iam_policy" "p" {
  name = "p"
  policy = file("${path.module}/p.json")
}
