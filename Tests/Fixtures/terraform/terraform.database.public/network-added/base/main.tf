resource "google_sql_database_instance" "d" {
  name = "d"
  settings {
    ip_configuration {
      authorized_networks {
        value = "10.0.0.0/8"
      }
    }
  }
}
