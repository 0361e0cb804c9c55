variable "password" {
  type      = string
  sensitive = true
  default   = "planted-password-old-91c4"
}
variable "office" {
  default = "203.0.113.77/32"
}
resource "aws_db_instance" "main" {
  identifier              = "main"
  engine                  = "postgres"
  instance_class          = "db.t3.micro"
  allocated_storage       = 20
  username                = "planted-username-44"
  password                = var.password
  storage_encrypted       = true
  backup_retention_period = 14
  deletion_protection     = true
  skip_final_snapshot     = false
  final_snapshot_identifier = "planted-snapshot-12"
}
resource "aws_db_instance" "replica" {
  for_each            = toset(["a", "b"])
  identifier          = "replica-${each.key}"
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "app"
  password            = var.password
  skip_final_snapshot = true
}
resource "aws_security_group" "web" {
  name = "web"
  ingress {
    description = "planted-description-ab"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["198.51.100.99/32"]
  }
}
resource "aws_security_group_rule" "ssh" {
  type              = "ingress"
  security_group_id = aws_security_group.web.id
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  cidr_blocks       = [var.office]
}
resource "aws_s3_bucket" "data" {
  bucket = "planted-bucket-55"
}
resource "aws_s3_bucket_versioning" "data" {
  bucket = aws_s3_bucket.data.id
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/f"
  handler       = "x.y"
  runtime       = "python3.12"
  s3_bucket     = "b"
  s3_key        = "k"
  environment {
    variables = {
      PLANTED_KEY = "planted-env-value-66"
    }
  }
}
module "db" {
  source = "./db"
  secret = "planted-module-secret-88"
}
