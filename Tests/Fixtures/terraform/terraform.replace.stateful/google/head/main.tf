resource "google_storage_bucket" "b" {
  name = "b"
  location = "US"
}
