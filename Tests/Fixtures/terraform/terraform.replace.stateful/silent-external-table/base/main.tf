resource "google_bigquery_table" "t" {
  dataset_id = "d"
  table_id   = "a"
  external_data_configuration {
    autodetect    = false
    source_format = "PARQUET"
  }
}
