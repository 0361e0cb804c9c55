resource "aws_s3_bucket_policy" "p" {
  bucket = "acme"
  policy = jsonencode({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme/*", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}}, {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme/*", "Principal": "*"}]})
}
