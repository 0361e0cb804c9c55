import {
  to = google_project_iam_binding.owners
  id = "acme roles/viewer"
}

resource "google_project_iam_binding" "owners" {
  project = "acme"
  role    = "roles/viewer"
  members = ["user:ada@acme.example"]
}
