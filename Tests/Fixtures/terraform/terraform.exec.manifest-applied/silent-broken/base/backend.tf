terraform {
  backend "s3" {
    bucket = "a"
    key    = "b"
    region = "eu-west-2"
  }
}
