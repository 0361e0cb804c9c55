import {
  to = google_project_iam_member.owners
  id = "acme roles/viewer user:ada@acme.example"
}

resource "google_project_iam_member" "owners" {
  project = "acme"
  role    = "roles/viewer"
  member  = "user:ada@acme.example"
}
