resource "aws_db_instance" "a" {
  skip_final_snapshot = false

  tags {
    Name: "a"
  }
}
