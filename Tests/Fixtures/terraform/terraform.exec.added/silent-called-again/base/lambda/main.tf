variable "dir" {
  type    = string
  default = "app"
}
resource "null_resource" "build" {
  provisioner "local-exec" {
    command = "npm ci"
  }
}
resource "aws_lambda_function" "this" {
  function_name = var.dir
  role          = "arn:aws:iam::111122223333:role/lambda"
}
