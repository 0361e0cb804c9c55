resource "kubernetes_config_map" "a" {
  data {
    main.rego = "${file("${path.module}/a.rego")}"
  }
}
resource "kubernetes_config_map" "b" {
  data {
    main.rego = "${file("${path.module}/b.rego")}"
  }
}
resource "aws_security_group" "a" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
