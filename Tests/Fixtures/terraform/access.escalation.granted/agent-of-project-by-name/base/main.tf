data "google_project" "main" {
  project_id = "elsewhere-1234"
}

resource "google_service_account" "reports" {
  account_id = "reports"
}
