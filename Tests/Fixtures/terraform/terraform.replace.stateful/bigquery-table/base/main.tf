resource "google_bigquery_table" "t" {
  dataset_id = "d"
  table_id   = "a"
}
