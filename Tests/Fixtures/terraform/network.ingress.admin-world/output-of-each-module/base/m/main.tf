variable "zone" {}

output "c" {
  value = var.zone == "b" ? ["10.3.0.0/16"] : ["10.0.0.0/8"]
}
