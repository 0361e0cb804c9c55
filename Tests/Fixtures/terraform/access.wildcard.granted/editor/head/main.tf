resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
resource "google_project_iam_binding" "m" {
  project = "acme"
  role = "roles/editor"
  members = ["group:devs@example.com"]
}
