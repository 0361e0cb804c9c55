resource "aws_instance" "a" {
  instance_type = "m5.large"

  tags {
    "Name" = "a"
  }
}
variable "size" {
  default = "2"
}
