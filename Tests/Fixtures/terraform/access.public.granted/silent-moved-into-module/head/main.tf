module "site" {
  source = "./site"
  name = "site"
}
moved {
  from = aws_s3_bucket.site
  to = module.site.aws_s3_bucket.this
}
moved {
  from = aws_s3_bucket_policy.site
  to = module.site.aws_s3_bucket_policy.this
}
