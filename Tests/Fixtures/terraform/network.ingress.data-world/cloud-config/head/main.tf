resource "aws_instance" "web" {
  ami           = "ami-1"
  instance_type = "t3.micro"
  user_data = <<-EOF
    #cloud-config
    packages: [ufw]
    runcmd:
      - ufw allow 22
      - [ufw, allow, "3306"]
  EOF
}
