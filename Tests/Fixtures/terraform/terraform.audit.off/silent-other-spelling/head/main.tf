resource "aws_cloudtrail" "t" {
  name = "t"
  s3_bucket_name = "logs"
  enable_log_file_validation = true
  is_multi_region_trail = true
  enable_logging = true
}
