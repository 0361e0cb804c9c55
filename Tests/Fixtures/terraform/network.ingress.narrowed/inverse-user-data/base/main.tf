resource "aws_instance" "web" {
  ami           = "ami-1"
  instance_type = "t3.micro"
  user_data = <<-EOF
    #!/bin/bash
    iptables -P INPUT DROP
    iptables -A INPUT -p tcp --dport 22 -s 0.0.0.0/0 -j ACCEPT
  EOF
}
