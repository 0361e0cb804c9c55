resource "aws_ec2_managed_prefix_list" "offices" {
  name           = "offices"
  address_family = "IPv4"
  max_entries    = 5
  entry {
    cidr = "0.0.0.0/0"
  }
}
resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port = 22
    to_port   = 22
    protocol  = "tcp"
    prefix_list_ids = [aws_ec2_managed_prefix_list.offices.id]
  }
}
