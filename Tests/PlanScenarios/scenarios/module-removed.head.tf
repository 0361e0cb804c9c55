# plan: delete module.store.aws_s3_bucket.this
# expect: terraform.module.removed module.store
