resource "aws_instance" "w" {
  user_data = templatefile("${path.module}/init.tpl", { src = "0.0.0.0/0", n=var.n })
}
