data "google_project" "main" {}

resource "google_service_account" "reports" {
  account_id = "reports"
}
