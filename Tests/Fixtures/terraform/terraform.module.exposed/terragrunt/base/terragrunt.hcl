terraform {
  source = "git::https://github.com/acme/db.git?ref=v1.0.0"
}

inputs = {
  publicly_accessible = false
}
