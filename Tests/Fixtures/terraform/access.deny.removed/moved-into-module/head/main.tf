module "r" { source = "./r" }
moved {
  from = aws_s3_bucket_policy.site
  to = module.r.aws_s3_bucket_policy.site
}
