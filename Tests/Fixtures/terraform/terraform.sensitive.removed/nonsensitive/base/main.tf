output "o" {
  value     = var.token
  sensitive = true
}
