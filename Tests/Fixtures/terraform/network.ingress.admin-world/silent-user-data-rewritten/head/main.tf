resource "aws_instance" "web" {
  ami           = "ami-1"
  instance_type = "t3.micro"
  user_data = <<-EOF
    #!/bin/bash
    # x
    iptables -P INPUT DROP
    iptables -A INPUT -p tcp --dport 22 -s 10.0.0.0/9 -j ACCEPT
    iptables -A INPUT -p tcp --dport 22 -s 10.128.0.0/9 -j ACCEPT
  EOF
}
