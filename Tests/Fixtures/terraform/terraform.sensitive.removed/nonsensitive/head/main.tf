output "o" {
  value = nonsensitive(var.token)
}
