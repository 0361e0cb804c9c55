resource "google_service_account" "a" {
  account_id = "a"
}

resource "google_project_iam_binding" "a" {
  project = "p"
  role    = "roles/owner"
  members = ["serviceAccount:${google_service_account.a.email}"]
}
