# plan: no-op module.inside.aws_s3_bucket.this
module "inside" {
  source = "./modules/store"
  name   = "acme-outside"
}
moved {
  from = aws_s3_bucket.outside
  to   = module.inside.aws_s3_bucket.this
}
