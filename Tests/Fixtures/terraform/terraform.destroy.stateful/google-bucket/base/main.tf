resource "google_storage_bucket" "logs" {
  name     = "logs"
  location = "EU"
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
