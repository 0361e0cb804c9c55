resource "aws_kms_key" "k" {
  description = "orders"
  enable_key_rotation = false
}
