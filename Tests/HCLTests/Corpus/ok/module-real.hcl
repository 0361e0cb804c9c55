terraform {
  required_version = ">= 1.5.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

locals {
  names = toset([for n in var.names : lower(n) if n != ""])
  tags  = merge(var.tags, { Environment = var.environment, "cost-center" = "42" })
}

resource "aws_security_group" "web" {
  for_each    = local.names
  name        = "${var.prefix}-${each.key}"
  description = "web"

  dynamic "ingress" {
    for_each = var.rules
    content {
      from_port   = ingress.value.from
      to_port     = ingress.value["to"]
      protocol    = "tcp"
      cidr_blocks = concat(ingress.value.cidrs, var.extra...)
    }
  }

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [tags["Owner"], description]
  }
}

resource "aws_iam_policy" "read" {
  policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [{"Effect": "Allow", "Action": "s3:Get*", "Resource": "${aws_s3_bucket.logs.arn}/*"}]
    }
  JSON
}

output "ids" {
  value = values(aws_security_group.web)[*].id
}
