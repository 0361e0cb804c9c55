resource "aws_launch_template" "web" {
  ami           = "ami-1"
  instance_type = "t3.micro"
  user_data = base64encode(<<-EOF
    #!/bin/bash
    iptables -P INPUT DROP
    iptables -A INPUT -p tcp --dport 22 -s 10.0.0.0/8 -j ACCEPT
  EOF
  )
}
