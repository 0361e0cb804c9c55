variable "zone" {}

output "c" {
  value = var.zone == "b" ? ["0.0.0.0/0"] : ["10.0.0.0/8"]
}
