resource "google_sql_database_instance" "d" {
  name = "d"
}
