import {
  to = google_project_iam_member.owners
  id = "acme roles/owner user:ada@acme.example"
}

resource "google_project_iam_member" "owners" {
  project = "acme"
  role    = "roles/owner"
  member  = "user:ada@acme.example"
}
