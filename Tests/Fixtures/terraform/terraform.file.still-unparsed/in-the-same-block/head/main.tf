resource "aws_db_instance" "a" {
  skip_final_snapshot = true

  tags {
    Name: "a"
  }
}
