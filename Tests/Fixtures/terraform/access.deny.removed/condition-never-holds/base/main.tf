variable "environment" {}

variable "on" {
  default = false
}

resource "aws_s3_bucket_policy" "p" {
  count  = var.environment == "test" ? 1 : 0
  bucket = "b"
  policy = jsonencode({"Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Principal": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]})
}
