resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
data "external" "e" {
  program = ["python3", "${path.module}/x.py"]
}
