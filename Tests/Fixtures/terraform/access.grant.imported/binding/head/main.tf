import {
  to = google_project_iam_binding.owners
  id = "acme roles/owner"
}

resource "google_project_iam_binding" "owners" {
  project = "acme"
  role    = "roles/owner"
  members = ["user:ada@acme.example"]
}
