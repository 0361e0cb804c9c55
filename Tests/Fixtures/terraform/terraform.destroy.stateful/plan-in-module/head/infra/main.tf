module "db" {
  source = "./db"
  zone   = "${var.zone}-x"
}
variable "zone" {}
