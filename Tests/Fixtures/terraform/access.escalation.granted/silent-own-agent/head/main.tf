data "google_project" "main" {}

resource "google_service_account" "reports" {
  account_id = "reports"
}

resource "google_service_account_iam_member" "dataform" {
  service_account_id = google_service_account.reports.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = "serviceAccount:service-${data.google_project.main.number}@gcp-sa-dataform.iam.gserviceaccount.com"
}
