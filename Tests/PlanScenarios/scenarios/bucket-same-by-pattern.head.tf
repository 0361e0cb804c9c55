# plan: no-op aws_s3_bucket.steady
resource "aws_s3_bucket" "steady" {
  bucket = join("-", [for s in regexall("[a-z]+", "acme, steady") : s], [substr(md5("a"), 4, 2) == "75" ? "2c" : "none"])
}
