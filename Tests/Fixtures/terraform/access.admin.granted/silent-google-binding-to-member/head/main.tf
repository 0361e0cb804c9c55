resource "google_service_account" "a" {
  account_id = "a"
}

resource "google_project_iam_member" "a" {
  project = "p"
  role    = "roles/owner"
  member  = "serviceAccount:${google_service_account.a.email}"
}
