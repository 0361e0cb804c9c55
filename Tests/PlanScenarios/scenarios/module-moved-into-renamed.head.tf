# plan: replace module.carried.aws_s3_bucket.this
# expect: terraform.replace.stateful module.carried.aws_s3_bucket.this
module "carried" {
  source = "./modules/store"
  name   = "acme-carried-on"
}
moved {
  from = aws_s3_bucket.carried
  to   = module.carried.aws_s3_bucket.this
}
