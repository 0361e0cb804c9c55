resource "aws_s3_bucket" "site" {
  bucket = "site"
}
data "template_file" "policy" {
  template = file("${path.module}/policy.json")
  vars = {
    bucket = "site"
  }
}
resource "aws_s3_bucket_policy" "site" {
  bucket = aws_s3_bucket.site.id
  policy = data.template_file.policy.rendered
}
