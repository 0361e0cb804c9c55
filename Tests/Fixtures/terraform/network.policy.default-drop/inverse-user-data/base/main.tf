resource "aws_instance" "web" {
  ami           = "ami-1"
  instance_type = "t3.micro"
  user_data = <<-EOF
    #!/bin/bash
    systemctl stop firewalld
    ufw disable
  EOF
}
