module "db" {
  source = "./db"
  zone   = var.zone
}
variable "zone" {}
