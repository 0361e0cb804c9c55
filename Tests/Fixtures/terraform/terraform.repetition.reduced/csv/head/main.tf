resource "aws_s3_bucket" "all" {
  for_each = { for row in csvdecode(file("${path.module}/buckets.csv")) : row.key => row }
  bucket   = each.value.name
}
