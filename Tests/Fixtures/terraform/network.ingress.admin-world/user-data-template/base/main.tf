resource "aws_instance" "w" {
  user_data = templatefile("${path.module}/init.tpl", { src = "10.0.0.0/8", n=var.n })
}
