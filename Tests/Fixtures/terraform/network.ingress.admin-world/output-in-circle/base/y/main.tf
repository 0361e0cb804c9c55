variable "c" {}

output "ports" {
  value = [22]
}
