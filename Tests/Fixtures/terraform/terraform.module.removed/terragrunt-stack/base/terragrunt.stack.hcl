unit "db" {
  source = "git::https://github.com/acme/catalog.git//units/db?ref=v1.0.0"
  path   = "db"

  values = {
    deletion_protection = true
  }
}
unit "log" {
  source = "git::https://github.com/acme/catalog.git//units/db?ref=v1.0.0"
  path   = "log"

  values = {
    deletion_protection = true
  }
}
