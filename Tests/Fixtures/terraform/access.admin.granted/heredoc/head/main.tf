resource "aws_iam_policy" "p" {
  name = "p"
  policy = <<EOT
  {"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "${aws_s3_bucket.b.arn}"},
   {"Effect": "Allow", "Action": ["*"], "Resource": ["*"]}]}
  EOT
}
resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
