resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
resource "google_project_iam_member" "m" {
  project = "acme"
  role = "roles/owner"
  member = "user:a@example.com"
}
