resource "aws_instance" "w" {
  user_data = data.cloudinit_config.c.rendered
}
data "cloudinit_config" "c" {
  part {
    content_type = "text/x-shellscript"
    content = "ufw allow from 10.0.0.0/8"
  }
}
