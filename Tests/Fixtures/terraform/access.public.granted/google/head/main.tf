resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
resource "google_cloud_run_service_iam_member" "m" {
  service = "s"
  role = "roles/run.invoker"
  member = "allUsers"
}
