# plan: replace module.argument.aws_s3_bucket.this
# expect: terraform.replace.stateful module.argument.aws_s3_bucket.this
module "argument" {
  source = "./modules/store"
  name   = "acme-${"arg"}"
}
