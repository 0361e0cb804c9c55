# plan: delete aws_kms_key.lost
# expect: terraform.destroy.stateful aws_kms_key.lost
