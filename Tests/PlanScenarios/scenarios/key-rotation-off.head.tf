# plan: update aws_kms_key.key
# expect: terraform.key.rotation-off aws_kms_key.key
resource "aws_kms_key" "key" {
  enable_key_rotation = false
}
