resource "null_resource" "x" {}
resource "aws_network_acl" "a" {
 vpc_id="x"
}
