resource "aws_kms_key" "lost" {
  description = "lost"
}
