provider "aws" {}

resource "aws_iam_policy" "ci" {
  policy = file("${path.root}/policy.json")
}
